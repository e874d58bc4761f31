#include "reading/cleaning/boilerplate.hpp"

#include <catch2/catch.hpp>

#include "reading/cleaning/language_bars.hpp"

using namespace kiosque::reading;

namespace {

struct Cleaned {
    std::string text;
    std::vector<Cut> cuts;
};

Cleaned cleaned(const std::string& text) {
    Cleaned result;
    std::vector<Line> lines = split_lines(text);
    cut_boilerplate(lines, result.cuts);
    cut_language_bars(lines, result.cuts);
    cut_menus(lines, result.cuts);
    cut_repeated_lines(lines, result.cuts);
    result.text = join_paragraphs(lines);
    return result;
}

}  // namespace

TEST_CASE("the titles below a heading of other articles go with it, the article goes on",
          "[indexer][boilerplate]") {
    const Cleaned end = cleaned(
        "La phrase de l’article se termine ici.\n\nÀ lire aussi\nUn gazoduc pour demain\n"
        "Le blé du Kazakhstan\n");
    CHECK(end.text == "La phrase de l’article se termine ici.");
    const Cleaned middle = cleaned(
        "Première phrase.\n\nÀ lire aussi\nUn gazoduc pour demain\n\nUne nouvelle route\n\n"
        "La suite de l’article est une phrase.\n");
    CHECK(middle.text ==
          "Première phrase.\n\nUne nouvelle route\n\nLa suite de l’article est une phrase.");
    const Cleaned inline_link = cleaned(
        "Première phrase.\n\nLire aussi : Un gazoduc pour demain\n\nUne nouvelle route\n\n"
        "Un autre intertitre\n\nLa suite est une phrase.\n");
    CHECK(inline_link.text.find("Une nouvelle route") != std::string::npos);
}

TEST_CASE("lines that a page prints around its article are cut", "[indexer][boilerplate]") {
    const auto [line, kind] = GENERATE(table<std::string, std::string>({
        {"Share Button", "share button"},
        {"Partager sur Facebook", "share button"},
        {"Partager :", "share button"},
        {"J’aime", "share button"},
        {"Facebook Twitter LinkedIn", "share button"},
        {"12 partages", "share button"},
        {"1 star 2 stars 3 stars 4 stars 5 stars", "reader's opinion"},
        {"No votes so far! Be the first to rate this post.", "reader's opinion"},
        {"Votre note : 0 / 5", "reader's opinion"},
        {"Cet article vous a-t-il été utile ?", "reader's opinion"},
        {"Tout accepter Tout refuser Paramétrer", "cookie notice"},
        {"Accueil | Actualités | Sport", "navigation"},
        {"Mentions légales | Contact | Plan du site", "navigation"},
        {"https://www.example.org/article-42.html", "address"},
        {"Suivez-nous sur Instagram et YouTube !", "share button"},
        {"Imprimer cet article", "reading tool"},
        {"Copier le lien", "reading tool"},
        {"Temps de lecture : 3 min", "reading tool"},
        {"Laisser un commentaire", "comment form"},
        {"LAISSER UN COMMENTAIRE", "comment form"},
        {"Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
         "comment form"},
        {"Les champs obligatoires sont indiqués avec *", "comment form"},
        {"Enregistrer mon nom, mon e-mail et mon site dans le navigateur pour mon prochain "
         "commentaire.",
         "comment form"},
        {"Your email address will not be published. Required fields are marked *", "comment form"},
        {"3 commentaires", "comment form"},
        {"User rating: 0.00% ( 0", "rating"},
        {"User Rating: 4.5 ( 12 votes)", "rating"},
        {"• Total Score 0%", "rating"},
        {"Note : 4,5/5 (12 votes)", "rating"},
        {"Tout accepter", "cookie notice"},
        {"Ce site utilise des cookies pour améliorer votre expérience.", "cookie notice"},
        {"Abonnez-vous à notre newsletter", "newsletter"},
        {"Lire aussi : Le tramway arrive au port", "other articles"},
        {"À lire aussi", "other articles"},
        {"Articles similaires", "other articles"},
        {"PUBLICITÉ", "advertisement"},
        {"© 2024 Le Site. Tous droits réservés", "copyright"},
        {"Tous droits réservés.", "copyright"},
        {"Accueil > Politique > Europe", "navigation"},
        {"Accueil » Actualités", "navigation"},
        {"Author:", "byline without a name"},
        {"Auteur :", "byline without a name"},
        {"Par :", "byline without a name"},
        {".", "punctuation"},
        {"* * *", "punctuation"},
    }));
    CAPTURE(line);
    const Cleaned result = cleaned("Une phrase.\n" + line + "\nUne autre phrase.");
    CHECK(result.text == "Une phrase.\n\nUne autre phrase.");
    REQUIRE(result.cuts.size() == 1);
    CHECK(result.cuts[0].kind == kind);
    CHECK(result.cuts[0].line == 2);
    CHECK(result.cuts[0].text == line);
}

TEST_CASE("a sentence that contains such words stays", "[indexer][boilerplate]") {
    const auto line = GENERATE(
        as<std::string>(), "Il faut partager les richesses.",
        "Twitter a licencié la moitié de ses salariés.", "Les avis divergent.", "Avis",
        "Commentaire", "Facebook", "Politique", "Auteur de romans",
        "Le ministre n’a pas voulu laisser un commentaire à la presse.",
        "La publicité mensongère sera punie.", "J’aime les livres.",
        "Le tweet du président a fait réagir.", "Accueil : un nouveau dispositif pour les réfugiés",
        "Lire aussi bien que possible", "Les cookies de ma grand-mère",
        "Note : il s’agit d’une estimation.", "Par ailleurs",
        "Partager sur Facebook est devenu un réflexe pour des millions de lecteurs.",
        "Tous droits réservés ou non, les images circulent sur les réseaux, où chacun les reprend, "
        "les "
        "découpe, les commente et les renvoie sans jamais demander rien à personne, constate "
        "l’avocate.");
    CAPTURE(line);
    const std::string text = "Une phrase.\n" + line + "\nUne autre phrase.";
    CHECK(cleaned(text).cuts.empty());
}

TEST_CASE("a doubtful line is cut beside others of its kind", "[indexer][boilerplate]") {
    const auto [lines, cuts] = GENERATE(table<std::string, std::size_t>({
        {"Facebook\nTwitter", 2},
        {"Avis\n\n• Total Score 0%", 2},
        {"User rating: 0.00% ( 0\nvotes )", 2},
        {"Laisser un commentaire\nNom *\nE-mail *\nSite web", 4},
        {"Nom *\nE-mail *", 2},
        {"Politique\nÉconomie\nCulture", 3},
        {"Politique\nÉconomie", 0},
        {"Avis\n\nUne phrase entre les deux.\n\nTotal Score 0%", 1},
    }));
    CAPTURE(lines);
    CHECK(cleaned("Une phrase.\n" + lines + "\nUne autre phrase.").cuts.size() == cuts);
}

TEST_CASE("the choice of languages of a page is cut", "[indexer][boilerplate]") {
    const auto bar = GENERATE(as<std::string>(), "Français English Deutsch Español",
                              "Français | English | العربية", "EnglishFrançaisРусский",
                              "한국어Русский языкEnglish日本語DeutschΕλληνικάespañolItaliano",
                              "FR | EN | DE | ES", "Anglais, allemand, espagnol, chinois",
                              "Langue : Français English Deutsch", "Français\nEnglish\nРусский");
    CAPTURE(bar);
    const Cleaned result = cleaned("Une phrase.\n" + bar + "\nUne autre phrase.");
    CHECK(result.text == "Une phrase.\n\nUne autre phrase.");
    REQUIRE_FALSE(result.cuts.empty());
    CHECK(result.cuts[0].kind == "language bar");
}

TEST_CASE("a text about languages stays", "[indexer][boilerplate]") {
    const auto line = GENERATE(
        as<std::string>(), "Il parle français, anglais, allemand et espagnol.", "Français",
        "Le français et l’anglais à l’école", "Français\nEnglish",
        "Apprendre le russe, le chinois et le kazakh", "Les Français et les Allemands d’accord");
    CAPTURE(line);
    CHECK(cleaned("Une phrase.\n" + line + "\nUne autre phrase.").cuts.empty());
}

TEST_CASE("a line said before is cut, a short sentence said twice stays",
          "[indexer][boilerplate]") {
    const std::string teaser =
        "La ville inaugure mardi une médiathèque consacrée aux archives du port, fermées dix ans.";
    const Cleaned result =
        cleaned(teaser + "\nUn intertitre\nNon.\n" + teaser + "\nUn intertitre\nNon.");
    CHECK(result.text == teaser + "\n\nUn intertitre\n\nNon.\n\nNon.");
    REQUIRE(result.cuts.size() == 2);
    CHECK(result.cuts[0].kind == "repeated line");
    CHECK(result.cuts[0].line == 4);
}

TEST_CASE("what was cut is shown shortened, never inside a character", "[indexer][boilerplate]") {
    std::string long_line = "Recevez gratuitement ";
    for (int i = 0; i < 20; ++i) long_line += "éééééé ";
    const Cleaned result = cleaned(long_line);
    REQUIRE(result.cuts.size() == 1);
    CHECK(result.cuts[0].text.size() <= 120);
    CHECK(result.cuts[0].text.size() >= 118);
}
