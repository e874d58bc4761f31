#include "indexer/derived/persons.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/analyzer.hpp"
#include "support/seeds.hpp"

using namespace kiosque;
using namespace kiosque::indexer;

namespace {

using Values = std::vector<std::string>;

const PersonFinder& finder() {
    static const PersonFinder made(test::analyzer());
    return made;
}

std::vector<Mention> mentions_of(const std::string& article) {
    const auto tokens = test::analyzer().analyze(article);
    const AnalyzedPart part{article, tokens};
    return finder().find(article_words({&part, 1}));
}

/// The values of the facet, each once, in the order of the text.
Values persons_of(const std::string& article) {
    Values values;
    for (const auto& mention : mentions_of(article)) {
        const bool is_new = std::find(values.begin(), values.end(), mention.value) == values.end();
        if (!mention.facet.empty() && is_new) values.push_back(mention.value);
    }
    return values;
}

void check(const std::vector<std::pair<std::string, Values>>& cases) {
    for (const auto& [article, expected] : cases) {
        CAPTURE(article);
        CHECK(persons_of(article) == expected);
    }
}

}  // namespace

TEST_CASE("a title before a name makes it a person's", "[indexer][persons]") {
    check({
        {"Le président chinois Xi Jinping est arrivé.", {"Xi Jinping"}},
        {"Hier, le président kazakh Kassym-Jomart Tokayev l'a reçu.", {"Kassym-Jomart Tokayev"}},
        {"La ministre française de la Culture Rachida Dati a parlé.", {"Rachida Dati"}},
        {"Le maire de Lyon Grégory Doucet a ouvert le parc.", {"Grégory Doucet"}},
        {"On attend M. Jean Dupont demain.", {"Jean Dupont"}},
        {"On attend M. Daouren Karabekov demain.", {"Daouren Karabekov"}},
        {"Selon le professeur Didier Raoult, non.", {"Didier Raoult"}},
        {"L'ancien premier ministre Édouard Philippe est au Havre.", {"Édouard Philippe"}},
        {"Il cita le général de Gaulle.", {"Charles de Gaulle"}},
        {"Elle lisait Mme de Staël.", {"Germaine de Staël"}},
        {"Le vice-ministre kazakh Ouldaï Zzarov a signé.", {"Ouldaï Zzarov"}},
        {"La porte-parole Ouldaïa Zzarova a répondu.", {"Ouldaïa Zzarova"}},
        {"Le Président Xi Jinping et la Ministre Rachida Dati.", {"Xi Jinping", "Rachida Dati"}},
    });
}

TEST_CASE("an apposition or a verb of speech tells a person whose first name is in no table",
          "[indexer][persons]") {
    check({
        {"Selon Arman Shakkaliev, ministre kazakh du Commerce, oui.", {"Arman Shakkaliev"}},
        {"Ouldaï Zzarov, ministre ouzbek de l'Eau, est là.", {"Ouldaï Zzarov"}},
        {"Ouldaï Zzarov (maire de la ville) est là.", {"Ouldaï Zzarov"}},
        {"« C'est fait », a déclaré Ouldaï Zzarov.", {"Ouldaï Zzarov"}},
        {"Hier encore, Ouldaï Zzarov a déclaré le contraire.", {"Ouldaï Zzarov"}},
        {"On a vu Ouldaï Zzarov hier.", {}},
        {"Ils annoncent Grande Muraille demain.", {}},
        {"Il y a East Zzour, comté du pays.", {}},
    });
}

TEST_CASE("a first name of the table and a family name are a person", "[indexer][persons]") {
    check({
        {"Selon Marie Curie, physicienne, tout se mesure.", {"Marie Curie"}},
        {"Paul Durand explique son métier.", {"Paul Durand"}},
        {"Avec Jean-Luc Martin et Anne de Kersauson.", {"Jean-Luc Martin", "Anne de Kersauson"}},
        {"Un roman d'Antoine de Saint-Exupéry.", {"Antoine de Saint-Exupéry"}},
        {"Les fables de Jean de La Fontaine.", {"Jean de La Fontaine"}},
        {"On joue Ludwig van Beethoven.", {"Ludwig van Beethoven"}},
        {"Bachar al-Assad est parti.", {"Bachar el-Assad"}},
        {"Youssef ben Ali est venu.", {"Youssef ben Ali"}},
        {"J. K. Rowling publie.", {"J. K. Rowling"}},
        {"Il cite Jean DUPONT.", {"Jean Dupont"}},
        {"Il cite Valéry Giscard d’Estaing.", {"Valéry Giscard d'Estaing"}},
        {"Gabriel García Márquez et Juan Ramón Jiménez.",
         {"Gabriel García Márquez", "Juan Ramón Jiménez"}},
        {"Ewan McGregor et Shirley MacLaine.", {"Shirley MacLaine"}},
        {"Bruno Le Maire est venu.", {"Bruno Le Maire"}},
        {"Pierre et Marie Curie.", {"Marie Curie"}},
    });
}

TEST_CASE("family names come first in Chinese and Korean", "[indexer][persons]") {
    check({
        {"Mao Zedong mourut.", {"Mao Zedong"}},
        {"Puis Zhang Weili parla.", {"Zhang Weili"}},
        {"Kim Jong-un et Ban Ki-moon.", {"Kim Jong-un", "Ban Ki-moon"}},
        {"Il vit à Hong Kong et à Xi An.", {}},
    });
}

TEST_CASE("kings and popes have a number", "[indexer][persons]") {
    check({
        {"Sous Louis XIV, on construit.", {"Louis XIV"}},
        {"La reine Élisabeth II et Jean-Paul II.", {"Élisabeth II", "Jean-Paul II"}},
        {"Le pape François a parlé à François Ier.", {"pape François", "François Ier"}},
        {"Un fauteuil Louis XV et le lycée Henri IV.", {}},
        {"Au chapitre IV, Apollo XI décolle.", {}},
    });
}

TEST_CASE("what is named after a person is no person", "[indexer][persons]") {
    const std::string thing = GENERATE(
        "rue Victor Hugo", "lycée Jean-Moulin", "lycée Jean Moulin", "Lycée Jean Moulin",
        "aéroport Charles-de-Gaulle", "prix Albert-Londres", "prix Albert Londres",
        "fondation Bill Gates", "place Charles de Gaulle", "loi Simone Veil",
        "lycée professionnel Jean Dupont", "Université Pierre et Marie Curie",
        "avenue du général Leclerc", "avenue du Maréchal Foch", "stade Geoffroy Guichard",
        "hôpital Robert Debré", "porte-avions Charles de Gaulle", "salle Jean Vilar",
        "école élémentaire Paul Durand", "groupe scolaire Paul-Durand", "trophée Jules Verne",
        "gare Anne Frank", "affaire Alfred Dreyfus", "cathédrale Sainte Marie");
    CAPTURE(thing);
    CHECK(persons_of("On parle ici de " + thing + " depuis hier.").empty());
}

TEST_CASE("a name that is no person's keeps places in it from matching", "[indexer][persons]") {
    const std::string text = GENERATE("On voit le lycée Jack London ici.", "Le prix Albert-Londres",
                                      "La François Hollande est là.");
    CAPTURE(text);
    const auto mentions = mentions_of(text);
    REQUIRE(mentions.size() == 1);
    CHECK(mentions.front().facet.empty());
    CHECK(mentions.front().value.empty());
    CHECK(mentions.front().end == mentions.front().begin + 2);
}

TEST_CASE("a person has one value in an article", "[indexer][persons]") {
    check({
        {"Kassym-Jomart Tokaïev parle. M. Tokayev ajoute que Tokaev viendra.",
         {"Kassym-Jomart Tokayev"}},
        {"Le président Tokaïev a signé.", {"Kassym-Jomart Tokayev"}},
        {"Vladimir Putin et M. Poutine.", {"Vladimir Poutine"}},
        {"Emmanuel J. Macron puis Emmanuel Macron.", {"Emmanuel Macron"}},
        {"Paul Durand est venu. M. Durand est reparti, et Durand dort.", {"Paul Durand"}},
        {"Durand, le retour : Paul Durand est venu.", {"Paul Durand"}},
        {"Brigitte Macron est venue. Macron sourit.", {"Brigitte Macron"}},
    });
    CHECK(mentions_of("Paul Durand est venu. M. Durand est reparti, et Durand dort.").size() == 3);
}

TEST_CASE("a family name alone names nobody", "[indexer][persons]") {
    check({
        {"M. Dupont est venu.", {}},
        {"Selon Mme Karabekova, oui.", {}},
        {"Le ministre Dupont est venu.", {}},
        {"Paul Durand et Anne Durand. Durand dort.", {"Paul Durand", "Anne Durand"}},
    });
}

TEST_CASE("capitals that are no names of persons", "[indexer][persons]") {
    const std::string text = GENERATE(
        "Le Président de la République a parlé.", "Selon Paris, c'est fini.",
        "Monsieur le Président, merci.", "Il lit Les Misérables.", "Sa Majesté arrive.",
        "Les Kazakhs et les Chinois.", "En Janvier, un Lundi.", "Saint-Denis et Sainte-Marie.",
        "Port-Louis est une capitale.", "Le directeur Asie Centrale est là.",
        "Le secrétaire général des Nations unies.", "La ministre des Affaires Étrangères.",
        "Victoria Park est fermé.", "San Diego et Santiago Bernabéu.",
        "Harry Potter est un sorcier.", "James Bond revient.", "Il a lu « Jean Dupont » hier.",
        "PAUL DURAND", "Jean", "Un sac Louis Vuitton.", "Le Kazakhstan et la Chine ont signé.",
        "Nouvelle-Zélande", "", "Trump Tower", "le plan Marshall", "Victor Hugo Airlines vole.",
        "Le président Coca Cola.");
    CAPTURE(text);
    CHECK(persons_of(text).empty());
}

TEST_CASE("mentions stand in the order of the text, none over another", "[indexer][persons]") {
    const auto mentions = mentions_of(
        "Tokayev. Selon Vladimir Poutine, président, M. Tokayev et Kassym-Jomart Tokaïev, rue "
        "Victor "
        "Hugo, ont vu Selon Macron et Poutine. Ministre Macron. De Gaulle. C. Jean Dupont.");
    CHECK(mentions.size() >= 6);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        CHECK(mentions[i].begin < mentions[i].end);
        if (i > 0) CHECK(mentions[i - 1].end <= mentions[i].begin);
    }
}

TEST_CASE("the five real articles name three persons", "[indexer][persons]") {
    const auto [number, expected] = GENERATE(table<std::string, Values>({
        {"000", {}},
        {"001", {"Xi Jinping", "Kassym-Jomart Tokayev"}},
        {"002", {}},
        {"003", {}},
        {"004", {"Arman Shakkaliev"}},
    }));
    const std::string text = test::seed(number);
    if (text.empty()) return;
    CAPTURE(number);
    CHECK(persons_of(text) == expected);
}
