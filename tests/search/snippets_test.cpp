#include "search/snippets.hpp"

#include <random>

#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "search/day_range.hpp"
#include "search/understood_query.hpp"
#include "support/analyzer.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::analyzer;

namespace {

UnderstoodQuery understood(const std::string& query, MatchLevel level = MatchLevel::famille) {
    static index::Databases none;
    static const Vocabulary vocabulary(none);
    static const Synonyms no_synonyms;
    return understand_query(query, level, {analyzer(), vocabulary, no_synonyms, today_in_paris()});
}

std::vector<Match> matches_in(const std::string& text, const UnderstoodQuery& query) {
    return Highlighter(query, analyzer()).find_matches(text, ArticlePart::body);
}

std::string marked(const std::string& text, const std::string& query,
                   MatchLevel level = MatchLevel::famille) {
    return mark_html(text, 0, text.size(), matches_in(text, understood(query, level)));
}

std::string snippet(const std::string& body, const std::string& query,
                    SnippetOptions options = {}) {
    const auto matches = matches_in(body, understood(query));
    return join_fragments(body, make_fragments(body, matches, options));
}

}  // namespace

TEST_CASE("exactly the word that matched is marked", "[search][highlight]") {
    const auto [text, query, html] = GENERATE(table<std::string, std::string, std::string>({
        {"l’avocat plaide", "avocats", "l’<mark>avocat</mark> plaide"},
        {"Les parcs éoliens", "éolien", "Les parcs <mark>éoliens</mark>"},
        {"le 4 700 et 4.700", "4700", "le <mark>4 700</mark> et <mark>4.700</mark>"},
        {"une communauté de destin", "\"communauté de destin\"",
         "une <mark>communauté de destin</mark>"},
        {"le destin d'une communauté", "\"communauté de destin\"",
         "le destin d&#39;une communauté"},
        {"sino-kazakhe", "sino-kazakhe", "<mark>sino-kazakhe</mark>"},
        {"gaz et pétrole", "gaz -pétrole", "<mark>gaz</mark> et pétrole"},
        {"<b>l'eau</b> & \"sel\"", "eau",
         "&lt;b&gt;l&#39;<mark>eau</mark>&lt;/b&gt; &amp; &quot;sel&quot;"},
        {"le prix de la vie", "le prix", "le <mark>prix</mark> de la vie"},
    }));
    CAPTURE(text, query);
    CHECK(marked(text, query) == html);
}

TEST_CASE("a narrower level marks less", "[search][highlight]") {
    CHECK(marked("des élections", "élection", MatchLevel::exact) == "des élections");
    CHECK(marked("des élections", "élection", MatchLevel::flexion) == "des <mark>élections</mark>");
}

TEST_CASE("a snippet takes whole sentences where they fit", "[search][snippets]") {
    const std::string body =
        "Première phrase sans rien. Le gazoduc traverse la steppe. Troisième phrase.\n\nAutre "
        "paragraphe.";
    SnippetOptions options;
    options.length = 40;
    CHECK(snippet(body, "gazoduc", options) == "… Le <mark>gazoduc</mark> traverse la steppe. …");
}

TEST_CASE("a sentence longer than the snippet is cut between words", "[search][snippets]") {
    std::string body;
    for (int i = 0; i < 60; ++i) body += "mot" + std::to_string(i) + " ";
    body += "gazoduc";
    for (int i = 0; i < 60; ++i) body += " fin" + std::to_string(i);
    SnippetOptions options;
    options.length = 60;
    const std::string html = snippet(body, "gazoduc", options);
    CHECK(html.starts_with("… mot"));
    CHECK(html.find("<mark>gazoduc</mark>") != std::string::npos);
    CHECK(html.ends_with(" …"));
}

TEST_CASE("the beginning is shown when nothing matches", "[search][snippets]") {
    CHECK(snippet("Un début. Une suite.\n\nLa fin.", "gazoduc") == "Un début. Une suite. …");
    CHECK(snippet("", "gazoduc").empty());
}

TEST_CASE("several fragments show what one alone does not", "[search][snippets]") {
    const std::string filler(400, 'x');
    const std::string body = "Le gaz coule. " + filler + ".\n\nLe train roule. " + filler + ".";
    SnippetOptions options;
    options.length = 40;
    options.fragments = 2;
    CHECK(snippet(body, "gaz train", options) ==
          "Le <mark>gaz</mark> coule. … Le <mark>train</mark> roule. …");
}

TEST_CASE("a point inside a number or before a small letter ends no sentence",
          "[search][snippets]") {
    const std::string body =
        "Le volume atteint 28.6 milliards de mètres cubes environ par an. Fin.";
    SnippetOptions options;
    options.length = 70;
    CHECK(snippet(body, "milliards", options).starts_with("Le volume atteint 28.6"));
}

TEST_CASE("without its marks a highlighted text is the escaped original", "[search][highlight]") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {
        "l’énergie", "parc", "éolien", " ",  ". ", "\n\n",       "<b>", "&",      "d'eau",
        "«",         "»",    "4 700",  "\"", "é",  "\U0001F30D", "-",   "kazakhs"};
    const auto draw = [&](int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += pieces[random() % pieces.size()] + " ";
        return text;
    };
    for (int round = 0; round < 2000; ++round) {
        const std::string text = draw(30);
        const std::string query = draw(3);
        std::string html = marked(text, query);
        for (const std::string mark : {"<mark>", "</mark>"}) {
            for (std::size_t at; (at = html.find(mark)) != std::string::npos;) {
                html.erase(at, mark.size());
            }
        }
        REQUIRE(html == escape_html(text));
        const std::string shown = snippet(text, query);
        REQUIRE(is_valid_utf8(shown));
    }
}
