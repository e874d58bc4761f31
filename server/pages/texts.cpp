#include "server/pages/texts.hpp"

#include <array>
#include <string_view>

namespace kiosque::server {
namespace {

struct Row {
    Text text;
    std::string_view french;
    std::string_view english;
};

// French sets a space that does not break before : ; ? ! and inside « ».
constexpr std::array<Row, static_cast<std::size_t>(Text::count)> kTexts = {{
    {Text::tagline, "recherche d’articles", "article search"},
    {Text::start_heading, "Que voulez-vous lire\u202f?", "What would you like to read?"},
    {Text::start_description,
     "Recherche plein texte dans une collection d’articles en français\u00a0: par mots, "
     "expressions, dates, sources et auteurs.",
     "Full-text search in a collection of French articles: by words, phrases, dates, sources and "
     "authors."},
    {Text::skip_to_content, "Aller au contenu", "Skip to content"},
    {Text::search_label, "Mots à chercher dans les articles", "Words to search the articles for"},
    {Text::search_button, "Chercher", "Search"},
    {Text::search_hint,
     "«\u00a0Entre guillemets\u00a0» pour une expression, -mot pour écarter un mot. Accents, "
     "pluriels et conjugaisons sont trouvés d’eux-mêmes.",
     "“In quotes” for a phrase, -word to leave a word out. Accents, plurals and conjugations are "
     "found by themselves."},
    {Text::other_language, "English", "Français"},
    {Text::footer_note, "Servi par Kiosque, recherche en français.",
     "Served by Kiosque, search for French."},
    {Text::footer_api, "Cette page en JSON", "This page as JSON"},

    {Text::newest_heading, "Derniers articles", "Newest articles"},
    {Text::results_heading, "Résultats", "Results"},
    {Text::hits_none, "Aucun article", "No article"},
    {Text::hits_one, "1 article", "1 article"},
    {Text::hits_many, "{1} articles", "{1} articles"},
    {Text::hits_for, " pour ", " for "},
    {Text::took, "en {1}\u00a0ms", "in {1}\u00a0ms"},
    {Text::page_of, "page {1} sur {2}", "page {1} of {2}"},
    {Text::understood_as, "Compris comme", "Understood as"},
    {Text::relaxed,
     "Trop peu d’articles contiennent tous ces mots. Voici ceux qui s’en approchent le plus.",
     "Too few articles contain all of these words. Here are those that come nearest."},
    {Text::partial,
     "La recherche a pris trop de temps : seule une partie des articles a été regardée.",
     "The search took too long: only some of the articles were looked at."},

    {Text::sort_heading, "Trier par", "Sort by"},
    {Text::sort_relevance, "pertinence", "relevance"},
    {Text::sort_newest, "plus récents", "newest"},
    {Text::sort_oldest, "plus anciens", "oldest"},

    {Text::filters_heading, "Filtres", "Filters"},
    {Text::filters_with_count, "Filtres ({1})", "Filters ({1})"},
    {Text::chosen_heading, "Filtres choisis", "Chosen filters"},
    {Text::remove_filter, "Retirer le filtre\u00a0: ", "Remove the filter: "},
    {Text::remove_all_filters, "Tout effacer", "Clear all"},
    {Text::except, "sauf", "except"},
    {Text::chip, "{1}\u00a0: {2}", "{1}: {2}"},
    {Text::is_chosen, " (choisi, cliquer pour retirer)", " (chosen, click to remove)"},
    {Text::show_more, "{1} de plus", "{1} more"},

    {Text::show_below, "{1} en dessous", "{1} below"},
    {Text::list_is_cut, "D’autres encore se trouvent en les cherchant.",
     "There are others, to be found by searching."},

    {Text::find_label, "Chercher dans «\u00a0{1}\u00a0»", "Search in “{1}”"},
    {Text::find_button, "Trouver", "Find"},
    {Text::find_none, "Aucune valeur", "No value"},
    {Text::find_rest, "Il y en a {1} autres\u00a0: précisez.", "There are {1} more: narrow it."},
    {Text::find_end, "Voir toute la liste", "Show the whole list"},

    {Text::chart_all, "Toutes les années", "All years"},
    {Text::chart_way, "Période choisie", "Chosen period"},
    {Text::chart_before, "Avant\u00a0: ", "Before: "},
    {Text::chart_after, "Après\u00a0: ", "After: "},
    {Text::chart_table, "{1}, en chiffres", "{1}, in figures"},
    {Text::chart_by_year, "Articles par année", "Articles by year"},
    {Text::chart_by_month, "Articles par mois", "Articles by month"},
    {Text::chart_by_week, "Articles par semaine", "Articles by week"},
    {Text::chart_by_day, "Articles par jour", "Articles by day"},
    {Text::chart_period, "Période", "Period"},
    {Text::chart_articles, "Articles", "Articles"},
    {Text::chart_bar, "{1}\u00a0: {2}", "{1}: {2}"},

    {Text::facet_date, "Date", "Date"},
    {Text::facet_section, "Rubrique", "Section"},
    {Text::facet_theme, "Thème", "Topic"},
    {Text::facet_country, "Pays", "Country"},
    {Text::facet_place, "Lieu", "Place"},
    {Text::facet_person, "Personne", "Person"},
    {Text::facet_organisation, "Organisation", "Organisation"},
    {Text::facet_named_year, "Année citée", "Year mentioned"},
    {Text::facet_source, "Source", "Source"},
    {Text::facet_author, "Auteur", "Author"},
    {Text::facet_tags, "Mots-clés", "Tags"},
    {Text::facet_match, "Mots trouvés", "Words found"},
    {Text::match_exact, "tels quels", "as written"},
    {Text::match_inflected, "leurs autres formes", "their other forms"},
    {Text::match_family, "toute leur famille", "their whole family"},

    {Text::pages_heading, "Pages de résultats", "Pages of results"},
    {Text::previous_page, "Précédente", "Previous"},
    {Text::next_page, "Suivante", "Next"},
    {Text::page_number, "Page ", "Page "},
    {Text::last_reachable_page,
     "La liste s’arrête ici\u00a0: pour voir d’autres articles, précisez la recherche ou "
     "choisissez "
     "un filtre.",
     "The list ends here: to see other articles, narrow the search or choose a filter."},
    {Text::no_such_page, "Cette page n’existe pas\u00a0: la dernière porte le numéro {1}.",
     "There is no such page: the last one has the number {1}."},
    {Text::to_last_page, "Aller à la page {1}", "Go to page {1}"},

    {Text::empty_heading, "Que faire\u202f?", "What to try"},
    {Text::empty_check_spelling, "Vérifiez l’orthographe des mots.",
     "Check the spelling of the words."},
    {Text::empty_fewer_words, "Essayez moins de mots, ou des mots plus généraux.",
     "Try fewer words, or more general ones."},
    {Text::empty_without_quotes, "Cherchez les mots sans guillemets", "Search without the quotes"},
    {Text::empty_wider_match, "Cherchez aussi les mots de la même famille",
     "Search for words of the same family too"},
    {Text::empty_without_filters, "Cherchez sans les filtres", "Search without the filters"},
    {Text::empty_all_articles, "Parcourez tous les articles", "Browse all articles"},

    {Text::back_to_results, "Retour aux résultats", "Back to the results"},
    {Text::back_to_search, "Retour à la recherche", "Back to the search"},
    {Text::read_original, "Lire l’original sur {1}", "Read the original on {1}"},
    {Text::about_heading, "À propos de cet article", "About this article"},
    {Text::untitled, "Sans titre", "Untitled"},

    {Text::wrong_heading, "Cette adresse n’est pas comprise", "This address is not understood"},
    {Text::wrong_query, "La recherche doit être un texte d’au plus 1\u202f000 caractères.",
     "The search must be a text of at most 1,000 characters."},
    {Text::wrong_date,
     "La date «\u00a0{1}\u00a0» n’est pas comprise. On peut écrire une année (2013), un mois "
     "(2013-07), un jour (2013-07-01), une période (2013-07..2015), hier ou -7j.",
     "The date “{1}” is not understood. It can be a year (2013), a month (2013-07), a day "
     "(2013-07-01), a period (2013-07..2015), hier (yesterday) or -7j (seven days)."},
    {Text::wrong_sort,
     "On ne peut pas trier par «\u00a0{1}\u00a0», mais par pertinence (relevance), du plus récent "
     "(-date) ou du plus ancien (date).",
     "There is no sorting by “{1}”, but by relevance, newest first (-date) or oldest first "
     "(date)."},
    {Text::wrong_match,
     "On ne peut pas chercher les mots par «\u00a0{1}\u00a0», mais par exact, flexion ou famille.",
     "Words cannot be matched by “{1}”, but by exact, flexion or famille."},
    {Text::wrong_page, "Le numéro de page «\u00a0{1}\u00a0» n’est pas un nombre de 1 à 1\u202f001.",
     "The page number “{1}” is no number from 1 to 1,001."},
    {Text::wrong_language, "La langue «\u00a0{1}\u00a0» n’est pas connue\u00a0: fr ou en.",
     "The language “{1}” is not known: fr or en."},
    {Text::wrong_facet, "Le filtre «\u00a0{1}\u00a0» n’est pas compris.",
     "The filter “{1}” is not understood."},
    {Text::wrong_repeated, "«\u00a0{1}\u00a0» est donné plusieurs fois dans l’adresse.",
     "“{1}” is given several times in the address."},
    {Text::go_without_it, "Continuer sans cette valeur", "Go on without this value"},

    {Text::not_found_heading, "Article introuvable", "Article not found"},
    {Text::not_found_article,
     "Aucun article ne se trouve à cette adresse\u00a0: il a pu être retiré ou renommé.",
     "There is no article at this address: it may have been removed or renamed."},
    {Text::no_index_heading, "Le kiosque ouvre bientôt", "The kiosk opens soon"},
    {Text::no_index_text,
     "Aucun index n’est encore publié. Les articles apparaîtront ici dès que kiosque-index aura "
     "fini, sans redémarrer le serveur.",
     "No index has been published yet. The articles will appear here as soon as kiosque-index has "
     "finished, without restarting the server."},
    {Text::failed_heading, "Quelque chose s’est mal passé", "Something went wrong"},
    {Text::failed_text,
     "La page n’a pas pu être composée. Réessayez dans un instant\u00a0; le journal du serveur dit "
     "pourquoi.",
     "The page could not be made. Try again in a moment; the log of the server says why."},

    {Text::since, "depuis {1}", "since {1}"},
    {Text::until, "jusqu’à {1}", "until {1}"},
    {Text::from_to, "{1} – {2}", "{1} – {2}"},
    {Text::number_since, "à partir de {1}", "from {1}"},
    {Text::number_until, "jusqu’à {1}", "up to {1}"},
    {Text::week, "semaine {1} de {2}", "week {1} of {2}"},
    // By spaces, for the axis of a chart.
    {Text::short_months, "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
     "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
    {Text::january, "janvier", "January"},
    {Text::february, "février", "February"},
    {Text::march, "mars", "March"},
    {Text::april, "avril", "April"},
    {Text::may, "mai", "May"},
    {Text::june, "juin", "June"},
    {Text::july, "juillet", "July"},
    {Text::august, "août", "August"},
    {Text::september, "septembre", "September"},
    {Text::october, "octobre", "October"},
    {Text::november, "novembre", "November"},
    {Text::december, "décembre", "December"},
}};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        if (static_cast<std::size_t>(kTexts[i].text) != i || kTexts[i].french.empty() ||
            kTexts[i].english.empty()) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order(), "every Text has its row, in the order of the enum");

}  // namespace

std::string say(Language language, Text text, std::initializer_list<std::string> values) {
    const Row& row = kTexts.at(static_cast<std::size_t>(text));
    const std::string_view pattern = language == Language::english ? row.english : row.french;
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool is_place =
            pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        if (!is_place) {
            out += pattern[at];
            continue;
        }
        out += values.begin()[pattern[at + 1] - '1'];
        at += 2;
    }
    return out;
}

}  // namespace kiosque::server
