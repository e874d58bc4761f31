#include "indexer/derived/gazetteer.hpp"

#include <catch2/catch.hpp>

#include "article_of.hpp"
#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::indexer;

namespace {

/// The values that a table finds in a text, those within longer names too; "-" for a mere phrase.
std::string found(std::string_view names, std::string_view text, std::string_view title = "") {
    Gazetteer gazetteer;
    gazetteer.add_table("lieu", names, "lieux.tsv", test::analyzer());
    const ArticleOf article(text, title);
    std::vector<std::string> values;
    for (const auto& mention : gazetteer.find(article.words)) {
        CHECK(mention.facet == (mention.value.empty() ? "" : "lieu"));
        values.push_back(mention.value.empty() ? "-" : mention.value);
    }
    return listed(values);
}

}  // namespace

TEST_CASE("a name is found by its words and one of its capitals", "[indexer][derived]") {
    const std::string names = "Nations unies\ttour Eiffel\tCôte d'Ivoire\tJean-de-Luz\n";
    const auto [text, expected] = GENERATE(table<std::string, bool>({
        {"les Nations unies", true},
        {"les Nations Unies.", true},
        {"LES NATIONS UNIES", true},
        {"les nations unies du monde", false},
        {"la Tour Eiffel", true},
        {"la tour Eiffel", true},
        {"la Tour eiffel", false},  // the capital that the table has is another
        {"en Côte d’Ivoire", true},
        {"la Cote d'Ivoire", true},
        {"Jean de Luz", true},
        {"Nations, unies", false},
        {"les Nations. Unies", false},
        {"les Nations\nunies", false},
        {"les Nations\u00A0unies", true},
        {"Nations-unies", true},
        {"une nation unie", false},
    }));
    CAPTURE(text);
    CHECK(found(names, text).empty() != expected);
}

TEST_CASE("a name does not reach from the title into the text", "[indexer][derived]") {
    CHECK(found("Nations unies\n", "unies", "Nations").empty());
}

TEST_CASE("a name is no part of a longer name with hyphens", "[indexer][derived]") {
    CHECK(found("Mons\n", "il vit à Mons-en-Barœul").empty());
    CHECK(found("Saône\n", "il vit à Chalon-sur-Saône").empty());
    CHECK(found("Chine\n", "le partenariat Chine-Kazakhstan") == "Chine");
}

TEST_CASE("an acronym is found in capitals only", "[indexer][derived]") {
    const std::string names = "OCS\tG20\tEST\n";
    const auto [text, expected] = GENERATE(table<std::string, bool>({
        {"l'OCS", true},
        {"l’O.C.S. a dit", true},
        {"l'Ocs", false},
        {"ocs", false},
        {"le G20", true},
        {"le g20", false},
        {"l'EST a gagné", true},
        {"TOUT EST PERDU", false},
    }));
    CAPTURE(text);
    CHECK(found(names, text).empty() != expected);
}

TEST_CASE("a common word is found in all its inflections", "[indexer][derived]") {
    const std::string names = "énergie solaire\tkazakh\tprix du blé\n";
    const auto [text, expected] = GENERATE(table<std::string, bool>({
        {"les énergies solaires", true},
        {"L'ÉNERGIE SOLAIRE", true},
        {"l'énergie du système solaire", false},
        {"des villes kazakhes", true},
        {"les Kazakhs", true},
        {"les prix du blé", true},
        {"le prix de blé", false},
    }));
    CAPTURE(text);
    CHECK(found(names, text).empty() != expected);
}

TEST_CASE("a first part of compounds needs the other part", "[indexer][derived]") {
    CHECK(found("Chine\tsino-\n", "l'amitié sino-kazakhe") == "Chine");
    CHECK(found("Chine\tsino-\n", "le sino est un mot").empty());
    CHECK(found("Espagne\tfranco-\n", "Franco meurt en 1975").empty());
}

TEST_CASE("a form with a context counts where the article has the context", "[indexer][derived]") {
    const std::string names = "Nice (Côte d'Azur, niçois)\n";
    CHECK(found(names, "Il vit à Nice.").empty());
    CHECK(found(names, "Il vit à Nice. C'est un club niçois.") == "Nice");
    CHECK(found(names, "Les Niçoises. Il vit à Nice.") == "Nice");
    CHECK(found(names, "Il vit à Nice.", "La Côte d'Azur") == "Nice");
}

TEST_CASE("a phrase behind a hyphen is found without a value", "[indexer][derived]") {
    CHECK(found("-\tocéan Indien\nInde\tindien\n", "dans l'océan Indien") == "-, Inde");
}

TEST_CASE("a phrase behind a hyphen takes the form out of earlier tables", "[indexer][derived]") {
    Gazetteer gazetteer;
    gazetteer.add_table("lieu", "Tours\nNice\n", "lieux.tsv", test::analyzer());
    gazetteer.add_table("lieu", "-\tNice\n", "mine.tsv", test::analyzer());
    const ArticleOf article("de Tours à Nice");
    const auto mentions = gazetteer.find(article.words);
    REQUIRE(mentions.size() == 2);
    CHECK(mentions[0].value == "Tours");
    CHECK(mentions[1].facet.empty());
}

TEST_CASE("a bad line of a table is refused with its place", "[indexer][derived]") {
    const auto [names, message] = GENERATE(table<std::string, std::string>({
        {"# names\n\nNice (niçois\n",
         "lieux.tsv:3: a context must stand in one pair of brackets at the end of its form, as in "
         "'Nice (niçois, Côte d'Azur)', but the form is 'Nice (niçois'"},
        {"Nice (\n",
         "lieux.tsv:1: a context must stand in one pair of brackets at the end of its form, as in "
         "'Nice (niçois, Côte d'Azur)', but the form is 'Nice ('"},
        {"Nice ()\n",
         "lieux.tsv:1: a context must be forms with commas between them, but a form is empty in "
         "'Nice ()'"},
        {"Nice (niçois,,a)\n",
         "lieux.tsv:1: a context must be forms with commas between them, but a form is empty in "
         "'Nice (niçois,,a)'"},
        {"(niçois)\n", "lieux.tsv:1: there must be a form before the bracket in '(niçois)'"},
        {"\tNice\n", "lieux.tsv:1: the value must stand before the first tab"},
        {"-\n", "lieux.tsv:1: phrases that are no names must stand behind '-' and a tab"},
        {"Nice\t…\n", "lieux.tsv:1: a form must have a word, but is '…'"},
        {"dans\n", "lieux.tsv:1: a form must not be a grammar word alone, but is 'dans'"},
        {"Nice\nCaf\xE9\n", "lieux.tsv:2: the line must be UTF-8; save the file as UTF-8"},
        {"A1 a a a a a a a a a a a a a a a a\n",
         "lieux.tsv:1: a form must have at most 16 words, but 'A1 a a a a a a a a a a a a a a a a' "
         "has 17"},
    }));
    CAPTURE(names);
    Gazetteer gazetteer;
    CHECK_THROWS_MATCHES(gazetteer.add_table("lieu", names, "lieux.tsv", test::analyzer()), Error,
                         Catch::Message(message));
}

TEST_CASE("tables may have a byte order mark, comments and the line ends of Windows",
          "[indexer][derived]") {
    CHECK(found("\xEF\xBB\xBF# names\r\n\r\nParis\tLutèce\r\n", "à Lutèce") == "Paris");
}
