#include "reading/markdown_reader.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "text/dates.hpp"

using namespace kiosque;
using namespace kiosque::reading;

TEST_CASE("front matter declares what an article is", "[indexer][markdown]") {
    const ReadArticle read = read_markdown(
        "---\n"
        "id: zhanatas\n"
        "Titre: \"L'énergie : un défi\"\n"
        "date: 2024-07-03\n"
        "source: Le Journal\n"
        "authors: [Jeanne Dupont, {nom: Paul Martin}]\n"
        "rubrique: Monde\n"
        "tags: énergie, vent\n"
        "chapo: Un résumé\n"
        "url: https://exemple.fr/zhanatas\n"
        "langue: fr\n"
        "inconnu: {a: [b]}\n"
        "---\n"
        "Le texte.\n");
    const Article& article = read.article;
    CHECK(article.id == "zhanatas");
    CHECK(article.title == "L'énergie : un défi");
    CHECK(read.title_from == "front matter");
    REQUIRE(article.date);
    CHECK(format_iso_day(*article.date) == "2024-07-03");
    CHECK(article.source == "Le Journal");
    CHECK(article.authors == std::vector<std::string>{"Jeanne Dupont", "Paul Martin"});
    CHECK(article.section == "Monde");
    CHECK(article.tags == std::vector<std::string>{"énergie", "vent"});
    CHECK(article.description == "Un résumé");
    CHECK(article.url == "https://exemple.fr/zhanatas");
    CHECK(article.language == "fr");
    CHECK(article.body == "Le texte.");
    CHECK(read.warnings.empty());
}

TEST_CASE("markup is gone and the text stays", "[indexer][markdown]") {
    const auto [markdown, body] = GENERATE(table<std::string, std::string>({
        {"Un *mot* en __gras__ et `du code`.", "Un mot en gras et du code."},
        {"Une ligne\net sa suite,  \nbrisée.", "Une ligne et sa suite, brisée."},
        {"Un [lien](http://a.b \"titre\") et <http://c.d>.", "Un lien et http://c.d."},
        {"Un [renvoi][r].\n\n[r]: http://a.b", "Un renvoi."},
        {"Voici ![le pont](pont.jpg).", "Voici le pont."},
        {"Titre\n=====\n\nIntertitre\n---\n\nTexte.", "Titre\n\nIntertitre\n\nTexte."},
        {"- un\n- deux\n  1. trois", "un\n\ndeux\n\ntrois"},
        {"> Une *citation*\n> longue.", "Une citation longue."},
        {"```sh\nls -l\n```", "ls -l"},
        {"Avant\n\n---\n\nAprès", "Avant\n\nAprès"},
        {"R&amp;D \\*non\\* &eacute;t&eacute;", "R&D *non* été"},
        {"Un <b>mot</b><!-- caché --> et<br>un autre.", "Un mot et un autre."},
        {"Avant <script>alert(1)</script>après.", "Avant après."},
        {"<div class=\"x\">\n<p>Un bloc</p><script>alert(1)</script>\n</div>", "Un bloc"},
        {"<!-- rien -->\n\nTexte.", "Texte."},
        {"| Pays | Total |\n|------|------:|\n| Chine | 3 |\n| Inde | 4 |",
         "Pays Total\n\nChine 3\n\nInde 4"},
        {"Voici :\na | b\n--- | ---\n1 | 2", "Voici :\n\na b\n\n1 2"},
        {"Un | deux, sans tableau", "Un | deux, sans tableau"},
        {"e\u0301te\u0301 &#7;", "\u00E9t\u00E9"},
    }));
    CAPTURE(markdown);
    CHECK(read_markdown("---\ntitle: T\n---\n" + markdown).article.body == body);
}

TEST_CASE("without a declared title the first heading is it", "[indexer][markdown]") {
    const ReadArticle read = read_markdown("# Le *pont* rouvre\n\nLe texte.\n\n# Autre");
    CHECK(read.article.title == "Le pont rouvre");
    CHECK(read.title_from == "first heading");
    CHECK(read.article.body == "Le texte.\n\nAutre");

    const ReadArticle lower = read_markdown("Un chapeau.\n\n# Le pont rouvre\n\nLe texte.");
    CHECK(lower.article.title == "Le pont rouvre");
    CHECK(lower.article.body == "Un chapeau.\n\nLe pont rouvre\n\nLe texte.");

    const ReadArticle none = read_markdown("Le pont rouvre lundi. Il était fermé.");
    CHECK(none.article.title == "Le pont rouvre lundi.");
    CHECK(none.title_from == "first sentence");
}

TEST_CASE("a declared title is not repeated in the body", "[indexer][markdown]") {
    CHECK(read_markdown("---\ntitle: L’énergie\n---\n# L'ENERGIE\n\nTexte.").article.body ==
          "Texte.");
}

TEST_CASE("a rule and prose are no front matter", "[indexer][markdown]") {
    const auto markdown = GENERATE(as<std::string>(), "---\nUn texte.\n\n---\nLa suite.",
                                   "---\ntitle: jamais fermé\n\nUn texte. La suite.",
                                   "Un texte.\n\n---\ntitle: plus bas\n---\nLa suite.");
    CAPTURE(markdown);
    const ReadArticle read = read_markdown(markdown);
    CHECK(read.title_from != "front matter");
    CHECK(read.article.body.find("La suite.") != std::string::npos);
}

TEST_CASE("empty front matter declares nothing", "[indexer][markdown]") {
    CHECK(read_markdown("---\n---\nUn texte.").article.body == "Un texte.");
    CHECK(read_markdown("---\nid:\ntitle: ~\n---\nUn texte.").article.id.empty());
}

TEST_CASE("a date or a URL that cannot be used is a warning", "[indexer][markdown]") {
    const ReadArticle read =
        read_markdown("---\ndate: demain\nurl: javascript:alert(1)\n---\nUn texte.");
    CHECK_FALSE(read.article.date);
    CHECK(read.article.url.empty());
    CHECK(
        read.warnings ==
        std::vector<std::string>{
            "the date 'demain' cannot be read; expected for instance 2024-07-03",
            "the URL 'javascript:alert(1)' is left out; expected one that begins with https:// or "
            "http://"});
}

TEST_CASE("front matter that cannot be read is refused, and the message says where",
          "[indexer][markdown]") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"title: [a, b",
         "front matter is not valid YAML at line 3, column 1: end of sequence flow not found"},
        {"date: 2024\ntitle: a: b",
         "front matter is not valid YAML at line 3, column 9: illegal map value"},
        {"title: [a]", "front matter: 'title' must be a text, but is a list"},
        {"title: {a: b}", "front matter: 'title' must be a text, but is a group of keys"},
        {"tags: [[a]]", "front matter: 'tags' must be a text or a list of texts"},
        {"id: ''",
         "the id must be 1 to 500 bytes of text without control characters, but is empty"},
        {"id: \"a\\u0001b\"",
         "the id must be 1 to 500 bytes of text without control characters, but has some"},
        {"id: " + std::string(501, 'x'),
         "the id must be 1 to 500 bytes of text without control characters, but has 501 bytes"},
        {"x: " + std::string(70000, 'x'),
         "front matter has 70004 bytes; expected at most 65536 before the closing ---"},
    }));
    CAPTURE(yaml.substr(0, 80));
    CHECK_THROWS_MATCHES(read_markdown("---\n" + yaml + "\n---\nUn texte."), Error,
                         Catch::Message(message));
}

TEST_CASE("front matter made to exhaust a reader is refused or passed over",
          "[indexer][markdown]") {
    const std::string nested = "---\nx: " + std::string(30000, '[') + "\n---\nUn texte.";
    CHECK_THROWS_AS(read_markdown(nested), Error);

    std::string bomb = "---\na0: &a0 [lol]\n";
    for (int i = 1; i < 40; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " +
                before + "]\n";
    }
    CHECK(read_markdown(bomb + "title: T\n---\nUn texte.").article.title == "T");
    CHECK_THROWS_AS(read_markdown(bomb + "tags: *a39\n---\nUn texte."), Error);
}

TEST_CASE("a paragraph made to exhaust the parser is refused", "[indexer][markdown]") {
    std::string brackets;
    for (int i = 0; i < 5001; ++i) brackets += '[';
    CHECK_THROWS_MATCHES(read_markdown("Un texte.\n\n" + brackets), Error,
                         Catch::Message("has a paragraph with more than 5000 opening brackets"));
    std::string links;
    for (int i = 0; i < 6000; ++i) links += "[lien](x) [lien](y)\n\n";
    CHECK_NOTHROW(read_markdown(links));
}

TEST_CASE("a Markdown file without words is refused", "[indexer][markdown]") {
    const auto markdown =
        GENERATE(as<std::string>(), "", "---\ntitle: T\n---\n", "***\n\n<!-- a -->");
    CHECK_THROWS_MATCHES(read_markdown(markdown), Error, Catch::Message("has no text"));
}
