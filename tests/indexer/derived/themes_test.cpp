#include "indexer/derived/themes.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "text/lexicon.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
using Themes = std::vector<std::string>;

namespace {

text::FrenchAnalyzer& analyzer() {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer analyzer(lexicon);
    return analyzer;
}

const ThemeFinder& built_in() {
    static const ThemeFinder finder(analyzer());
    return finder;
}

Themes themes(const ThemeFinder& finder, std::string_view title, std::string_view text) {
    const std::vector<std::string_view> texts = {title, text};
    const auto tokens = analyzer().analyze_all(texts);
    const std::vector<AnalyzedPart> parts = {{title, tokens[0]}, {text, tokens[1]}};
    return finder.find(article_words(parts), tokens[0].size());
}

/// The product's finder and a table of the test.
ThemeFinder with_table(std::string_view lines) {
    ThemeFinder finder = built_in();
    finder.add_table(lines, "mes_themes.tsv", analyzer());
    return finder;
}

bool has(const Themes& themes, const std::string& theme) {
    return std::find(themes.begin(), themes.end(), theme) != themes.end();
}

}  // namespace

TEST_CASE("several different words make a theme", "[indexer][themes]") {
    CHECK(themes(built_in(), "Le parc éolien de la baie entre en service",
                 "Ses trente éoliennes fourniront de l’électricité à la ville, de quoi fermer la "
                 "centrale à charbon. Le gaz naturel restera pour l’hiver.") == Themes{"énergie"});
    CHECK(themes(built_in(), "Grève à l’usine de Vire",
                 "Les salariés demandent une hausse de salaire. Les syndicats et l’employeur se "
                 "voient mardi ; la CGT veut un accord collectif sur le temps de travail.")
              .front() == "travail");
}

TEST_CASE("one word makes no theme, however often it is repeated", "[indexer][themes]") {
    CHECK(themes(built_in(), "Électricité",
                 "L’électricité, encore l’électricité : il ne parlait que d’électricité.")
              .empty());
}

TEST_CASE("weak words alone make no theme", "[indexer][themes]") {
    CHECK(themes(built_in(), "Une énergie folle",
                 "Avec l’énergie du courant, ce gars a du gaz : il consomme sa batterie, dit-il, "
                 "sans essence ni barrage.")
              .empty());
}

TEST_CASE("an article without a clear subject has no theme", "[indexer][themes]") {
    CHECK(themes(built_in(), "Ils se souviennent",
                 "Il faisait beau ce jour-là. On parlait fort, on riait, puis chacun est rentré "
                 "chez soi en se promettant de revenir.")
              .empty());
    CHECK(themes(built_in(), "", "").empty());
}

TEST_CASE("what is said in passing in a long article makes no theme", "[indexer][themes]") {
    const std::string passing = "Le train entre en gare, un bus et un tramway attendent. ";
    CHECK(themes(built_in(), "", passing) == Themes{"transports"});
    std::string longer = passing;
    for (int i = 0; i < 400; ++i) longer += "Elle se promit de ne rien dire à personne. ";
    CHECK(themes(built_in(), "", longer).empty());
}

TEST_CASE("the title counts more than the text", "[indexer][themes]") {
    const std::string rest = "Il en parle longuement devant ses voisins, puis il sourit. ";
    const std::string words = "le compositeur, son orchestre et ses chansons. ";
    std::string text;
    for (int i = 0; i < 8; ++i) text += rest;
    CHECK(themes(built_in(), words, text) == Themes{"musique"});
    CHECK(themes(built_in(), rest, words + text).empty());
}

TEST_CASE("an article has three themes at most, the plainest first", "[indexer][themes]") {
    const Themes found =
        themes(built_in(), "",
               "Le pape, les évêques et les prêtres du diocèse célèbrent la messe. "
               "Les footballeurs, les nageurs et les judokas préparent les Jeux olympiques. "
               "Les astronautes, la fusée et le télescope de la NASA sont prêts. "
               "Le séisme, le tsunami, l’ouragan, le cyclone, la tornade et les inondations.");
    CHECK(found.size() == ThemeFinder::kMostThemes);
    CHECK(found.front() == "catastrophes");
}

TEST_CASE("a theme that is a detail beside another is left out", "[indexer][themes]") {
    const Themes found = themes(
        built_in(), "Le championnat reprend",
        "Les footballeurs retrouvent le stade, l’entraîneur et le gardien de but sont là, "
        "l’arbitre "
        "siffle, le match commence devant les supporters, le buteur et l’attaquant se placent pour "
        "la finale de la Coupe de France. Au musée, une sculpture et une peinture du buteur.");
    CHECK(found == Themes{"sport"});
}

TEST_CASE("words match in all their inflections and phrases with any article between",
          "[indexer][themes]") {
    const auto finder = with_table("échecs\téchiquier\tpion\tdéfense du roi\troquer");
    CHECK(has(themes(finder, "", "Deux échiquiers, des pions : il a roqué. Les défenses des rois."),
              "échecs"));
}

TEST_CASE("accents tell words apart", "[indexer][themes]") {
    const auto finder = with_table("classe\télève\tcartable\ttrousse");
    CHECK(has(themes(finder, "", "Les élèves, leurs cartables, leurs trousses."), "classe"));
    CHECK(
        !has(themes(finder, "", "Des prix élevés, les cartables, une somme élevée, des trousses."),
             "classe"));
}

TEST_CASE("a capital in the table asks for one in the article", "[indexer][themes]") {
    const auto finder = with_table("essai\tPIB\tDoubs\tzibeline");
    CHECK(has(themes(finder, "", "Le PIB du Doubs et la zibeline."), "essai"));
    CHECK(!has(themes(finder, "", "Le pib du Doubs et la zibeline."), "essai"));
    CHECK(!has(themes(finder, "", "Le PIB du doubs et la zibeline."), "essai"));
}

TEST_CASE("the longest phrase wins, and its words do not match again", "[indexer][themes]") {
    const auto finder = with_table("flore\tpissenlit\tcoquelicot\tbleuet\n-\tbleuet de France\n");
    CHECK(has(themes(finder, "", "Pissenlit, coquelicot, bleuet."), "flore"));
    CHECK(!has(themes(finder, "", "Pissenlit, coquelicot, bleuet de France."), "flore"));
}

TEST_CASE("a comma ends a phrase", "[indexer][themes]") {
    const auto finder = with_table("jeu\tbilboquet\ttoupie\tpetit cheval");
    CHECK(has(themes(finder, "", "Bilboquet, toupie et petits chevaux."), "jeu"));
    CHECK(!has(themes(finder, "", "Bilboquet, toupie, un petit, un cheval."), "jeu"));
}

TEST_CASE("a user's table gives words to a theme, and takes others out", "[indexer][themes]") {
    const std::string text = "La dame joue du piano, du violon et de la guitare.";
    REQUIRE(themes(built_in(), "", text + " Un rebec, une vielle.").empty());
    CHECK(themes(with_table("musique\trebec\tvielle"), "", text + " Un rebec, une vielle.") ==
          Themes{"musique"});

    const std::string opera = "Le compositeur, son orchestre, un concerto et une sonate.";
    REQUIRE(themes(built_in(), "", opera) == Themes{"musique"});
    CHECK(themes(with_table("-\tcompositeur\torchestre"), "", opera).empty());
}

TEST_CASE("a table is read with a byte order mark, comments, empty lines and Windows line ends",
          "[indexer][themes]") {
    const auto finder = with_table(
        "\xEF\xBB\xBF# jardin\r\n\r\njardin\tsécateur\t\tbinette\r\njardin\tserfouette\r\n");
    CHECK(has(themes(finder, "", "Sécateur, binette et serfouette."), "jardin"));
}

TEST_CASE("a bad line of a table is refused, and the message says where and why",
          "[indexer][themes]") {
    const auto [lines, message] = GENERATE(table<std::string, std::string>({
        {"# mes thèmes\nénergie",
         "mes_themes.tsv:2: a line must have a theme and its words with a tab between them, but is "
         "'énergie'"},
        {"jardin\tde la",
         "mes_themes.tsv:1: a phrase must have 1 to 8 words besides 'de', 'la' "
         "and the like, but is 'de la'"},
        {"jardin\t?",
         "mes_themes.tsv:1: a phrase must have 1 to 8 words besides 'de', 'la' and "
         "the like, but is ''"},
        {"jardin\tb\xEA"
         "che",
         "mes_themes.tsv:1: the line must be UTF-8; save the file as UTF-8"},
    }));
    ThemeFinder finder = built_in();
    CHECK_THROWS_MATCHES(finder.add_table(lines, "mes_themes.tsv", analyzer()), Error,
                         Catch::Message(message));
}

TEST_CASE("a table with a bad line changes nothing", "[indexer][themes]") {
    ThemeFinder finder = built_in();
    const std::string text = "Sécateur, binette et serfouette.";
    CHECK_THROWS_AS(
        finder.add_table("jardin\tsécateur\tbinette\tserfouette\nfin", "t.tsv", analyzer()), Error);
    CHECK(themes(finder, "", text).empty());
}
