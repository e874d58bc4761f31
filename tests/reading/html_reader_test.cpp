#include "reading/html_reader.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "reading/html_body.hpp"
#include "reading/html_metadata.hpp"
#include "text/dates.hpp"

using namespace kiosque;
using namespace kiosque::reading;

namespace {

using Strings = std::vector<std::string>;

const std::string kFirst =
    "Le pont de la Loire rouvre lundi après deux ans de travaux, a annoncé la métropole de Nantes.";
const std::string kSecond =
    "Le chantier a coûté trente millions d’euros, payés pour moitié par la région, selon le maire.";

std::string page(const std::string& head, const std::string& body) {
    return "<!DOCTYPE html><html lang=fr><head>" + head + "</head><body>" + body + "</body></html>";
}

std::string both_paragraphs() {
    return "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
}

std::string both() {
    return kFirst + "\n\n" + kSecond;
}

std::string repeated(const std::string& piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

}  // namespace

TEST_CASE("JSON-LD says most about an article", "[indexer][html]") {
    const auto [what, json] = GENERATE(table<std::string, std::string>({
        {"an object", R"({"@type": "NewsArticle", "headline": "Le pont &amp; la Loire",
            "datePublished": "2024-07-03T23:30:00Z", "author": {"@type": "Person", "name": "Jeanne Dupont"},
            "publisher": {"name": "Le Journal"}, "articleSection": "Région", "keywords": "pont, Loire",
            "description": "Court", "inLanguage": "fr"})"},
        {"a list", R"([{"@type": "Organization", "name": "Non"}, {"@type": ["ReportageNewsArticle"],
            "headline": "Le pont &amp; la Loire", "datePublished": "2024-07-04", "author": ["Jeanne Dupont"],
            "publisher": "Le Journal", "articleSection": ["Région", "Autre"], "keywords": ["pont", "Loire"],
            "description": "Court", "inLanguage": "fr"}])"},
        {"a graph with references",
         R"({"@graph": [{"@type": "Organization", "@id": "#o", "name": "Le Journal"},
            {"@type": "Person", "@id": "#p", "name": "Jeanne Dupont"}, {"@type": "BlogPosting",
            "headline": "Le pont &amp; la Loire", "datePublished": "2024-07-04", "author": {"@id": "#p"},
            "publisher": {"@id": "#o"}, "articleSection": "Région", "keywords": ["pont", "Loire"],
            "description": "Court", "inLanguage": "fr"}]})"},
    }));
    CAPTURE(what);
    const ReadArticle read = read_html(page(
        "<title>Non</title><meta property='og:title' content='Non'><meta name=author content=Non>"
        "<script type='application/ld+json'>" +
            json + "</script>",
        both_paragraphs()));
    CHECK(read.article.title == "Le pont & la Loire");
    CHECK(read.title_from == "JSON-LD");
    CHECK(format_iso_day(read.article.date.value()) == "2024-07-04");
    CHECK(read.article.authors == Strings{"Jeanne Dupont"});
    CHECK(read.article.source == "Le Journal");
    CHECK(read.article.section == "Région");
    CHECK(read.article.tags == Strings{"pont", "Loire"});
    CHECK(read.article.description == "Court");
    CHECK(read.article.language == "fr");
    CHECK(read.warnings.empty());
}

TEST_CASE("OpenGraph counts before meta, meta before the elements of the page", "[indexer][html]") {
    const ReadArticle read = read_html(page(
        "<title>Le pont | Le Site</title><meta property='og:title' content='Le pont rouvre'>"
        "<meta property='og:site_name' content='Le Site'><meta property='og:description' "
        "content='Court'>"
        "<meta name='description' content='Non'><meta property='article:section' content='Région'>"
        "<meta property='article:tag' content='pont'><meta property='article:tag' content='Loire'>"
        "<meta property='article:author' content='https://facebook.example/x'>"
        "<meta name='author' content='Jeanne Dupont'><meta name='date' content='n’importe quoi'>"
        "<link rel='canonical' href='https://exemple.fr/pont'>",
        "<h1>Autre</h1><time datetime='2024-07-03T10:00:00+02:00'>hier</time>" +
            both_paragraphs()));
    CHECK(read.article.title == "Le pont rouvre");
    CHECK(read.title_from == "OpenGraph");
    CHECK(read.article.source == "Le Site");
    CHECK(read.article.description == "Court");
    CHECK(read.article.section == "Région");
    CHECK(read.article.tags == Strings{"pont", "Loire"});
    CHECK(read.article.authors == Strings{"Jeanne Dupont"});
    CHECK(read.article.url == "https://exemple.fr/pont");
    CHECK(read.article.language == "fr");
    CHECK(format_iso_day(read.article.date.value()) == "2024-07-03");
    CHECK(read.warnings ==
          Strings{"the date 'n’importe quoi' cannot be read; expected for instance 2024-07-03"});
}

TEST_CASE("the name of a site is no part of a title", "[indexer][html]") {
    const auto [title, site, heading, expected] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"Le pont | Le Site", "Le Site", "", "Le pont"},
            {"Le pont - Le Site", "", "Le pont", "Le pont"},
            {"Le pont – Région – Le Site", "", "Le pont", "Le pont"},
            {"Le Site : Le pont", "Le Site", "", "Le pont"},
            {"Le pont - une histoire", "Le Site", "", "Le pont - une histoire"},
            {"Chine - Kazakhstan : un accord", "", "Chine - Kazakhstan : un accord",
             "Chine - Kazakhstan : un accord"},
        }));
    CAPTURE(title);
    CHECK(without_site_name(title, site, {heading}) == expected);
}

TEST_CASE("a broken block of JSON-LD is a warning", "[indexer][html]") {
    const ReadArticle read =
        read_html(page("<title>Le pont</title><script type='application/ld+json'>{oups</script>",
                       both_paragraphs()));
    CHECK(read.article.title == "Le pont");
    CHECK(read.title_from == "title element");
    CHECK(read.warnings == Strings{"a block of JSON-LD is not valid JSON and was passed over"});
}

TEST_CASE("the article is found among what a page holds", "[indexer][html]") {
    const std::string teaser =
        "<p>Un autre article, sur un autre sujet, que personne n’a demandé ici.</p>";
    const auto [what, body] = GENERATE_REF(table<std::string, std::string>({
        {"marked by itemprop",
         "<div>" + teaser + "</div><div itemprop=articleBody>" + both_paragraphs() + "</div>"},
        {"an article element",
         "<article>" + teaser + "</article><article>" + both_paragraphs() + "</article>"},
        {"a main element", "<div>" + teaser + "</div><main>" + both_paragraphs() + "</main>"},
        {"the densest block",
         "<div><ul><li><a href=x>Un lien</a></li><li><a href=y>Un autre lien</a></li></ul></div>"
         "<div><div class=text>" +
             both_paragraphs() + "</div></div>"},
        {"in two divisions",
         "<div><div><p>" + kFirst + "</p></div><div><p>" + kSecond + "</p></div></div>"},
        {"old, with line breaks", "<table><tr><td><a href=x>Lien</a></td></tr></table><font>" +
                                      kFirst + "<br><br>" + kSecond + "</font>"},
        {"an ASP.NET form around it all", "<form>" + both_paragraphs() + "</form>"},
        {"a class that says share around it all",
         "<div class='social-content'>" + both_paragraphs() + "</div>"},
        {"a category that says social",
         "<article class='post category-social tag-promo'>" + both_paragraphs() + "</article>"},
    }));
    CAPTURE(what);
    CHECK(read_html(page("<title>T</title>", body)).article.body == both());
}

TEST_CASE("what is no part of the article is left out", "[indexer][html]") {
    const auto piece =
        GENERATE(as<std::string>(), "<script>var p = '<p>Non</p>';</script>", "<style>p{}</style>",
                 "<!-- Non -->", "<noscript><p>Non</p></noscript>", "<nav>Non</nav>",
                 "<aside><p>Non</p></aside>", "<footer>Non</footer>", "<form><p>Non</p></form>",
                 "<button>Non</button>", "<svg><title>Non</title><text>Non</text></svg>",
                 "<iframe>Non</iframe>", "<template><p>Non</p></template>", "<p hidden>Non</p>",
                 "<p aria-hidden='true'>Non</p>", "<p style='DISPLAY : none'>Non</p>",
                 "<div class='article-share'>Non</div>", "<div id=comments>Non</div>",
                 "<div class='shareButtons'>Non</div>", "<div class='widget_related'>Non</div>",
                 "<div class='cookie-banner'>Non</div>", "<p>Lire aussi : Non</p>",
                 "<p>Partager sur Facebook</p>", "<select><option>Non</select>");
    CAPTURE(piece);
    const std::string html = page("<title>T</title>", "<article><p>" + kFirst + "</p>" + piece +
                                                          "<p>" + kSecond + "</p></article>");
    CHECK(read_html(html).article.body == both());
}

TEST_CASE("classes that only resemble furniture stay", "[indexer][html]") {
    const auto name = GENERATE(as<std::string>(), "commentator", "socialism", "promoteur",
                               "relatedness", "elementor-widget-text", "has-sidebar");
    CAPTURE(name);
    const std::string html =
        page("<title>T</title>", "<article><p>" + kFirst + "</p><div class='" + name + "'><p>" +
                                     kSecond + "</p></div></article>");
    CHECK(read_html(html).article.body == both());
}

TEST_CASE("blocks are paragraphs", "[indexer][html]") {
    const auto [html, paragraphs] = GENERATE(table<std::string, Strings>({
        {"<p>Un\n  mot</p>", {"Un mot"}},
        {"<p>Un<br>deux</p>", {"Un deux"}},
        {"<p>Un<br>\n<br/>deux</p>", {"Un", "deux"}},
        {"<h2>Titre</h2>Texte <b>gras</b>, suite<p>Fin</p>", {"Titre", "Texte gras, suite", "Fin"}},
        {"<ul><li>un<li>deux</ul>", {"un", "deux"}},
        {"<table><tr><th>Pays<td>Total<tr><td>Chine<td>3</table>", {"Pays Total", "Chine 3"}},
        {"<p>Caf&eacute; &amp; th&#233; &lt;b&gt;</p>", {"Café & thé <b>"}},
        {"<p>1 < 2 et 3 > 2</p>", {"1 < 2 et 3 > 2"}},
        {"<pre>a\nb</pre>", {"a b"}},
        {"", {}},
    }));
    CAPTURE(html);
    CHECK(fragment_paragraphs(html) == paragraphs);
}

TEST_CASE("the title above the text is not repeated in the body", "[indexer][html]") {
    const ReadArticle read = read_html(
        page("<title>Le pont rouvre</title>",
             "<article><p>Région</p><h1>Le pont rouvre</h1>" + both_paragraphs() + "</article>"));
    CHECK(read.article.body == "Région\n\n" + both());
}

TEST_CASE("date and author printed above the text are taken where nothing declares them",
          "[indexer][html]") {
    const ReadArticle read = read_html(page(
        "<title>T</title>", "<article><p>Par Jeanne Dupont</p><p>Publié le 3 juillet 2024</p>" +
                                both_paragraphs() + "</article>"));
    CHECK(read.article.authors == Strings{"Jeanne Dupont"});
    CHECK(format_iso_day(read.article.date.value()) == "2024-07-03");
    CHECK(read.article.body == both());
}

TEST_CASE("a page without words is refused", "[indexer][html]") {
    const auto html = GENERATE(as<std::string>(), "", "<html></html>", "<title>Seul</title>",
                               "<script>var texte = 'mot';</script>", "<p>...</p>");
    CHECK_THROWS_MATCHES(read_html(html), Error, Catch::Message("has no text"));
}

TEST_CASE("a page made to exhaust a reader is refused", "[indexer][html]") {
    const std::string deep =
        "has elements nested more than 5000 deep; no browser's page is built so";
    std::string bold;
    for (int i = 0; i < 900; ++i) bold += "<b a=" + std::to_string(i) + ">";
    const auto [html, message] = GENERATE_REF(table<std::string, std::string>({
        {repeated("<div>", 20000) + "<p>Texte</p>", deep},
        {repeated("<div title='</div>'>", 20000), deep},
        {repeated("<x><div></x>", 20000), deep},
        {repeated("<div><title></div>", 20000), deep},
        {"<svg>" + repeated("<td>", 20000), deep},
        {"<svg><foreignObject><p></p></foreignObject>" + repeated("<td>", 20000), deep},
        {bold + repeated("<p>a", 20000),
         "has more than 3000000 elements once those that are never closed are counted"},
        {"<p " + repeated("a ", 5000) + ">Texte</p>",
         "has a <p> tag with more than 1000 attributes"},
    }));
    CAPTURE(html.substr(0, 60));
    CHECK_THROWS_MATCHES(read_html(html), Error, Catch::Message(message));
}

TEST_CASE("a sloppy page is read all the same", "[indexer][html]") {
    const auto html = GENERATE_COPY(
        as<std::string>(), repeated("<p>Un paragraphe sans fin ", 4000),
        repeated("<li><font color=red>Un mot", 4000), repeated("<tr><td><b>Un mot</td>", 4000),
        repeated("<a href=x>Un lien ", 4000) + "<p>" + kFirst,
        "<p>" + kFirst + "</div></div></span><p>" + kSecond,
        "<p>" + kFirst + "<svg><path d=x><p>" + repeated("mot<br>", 3000), "<p>" + kFirst + "<",
        "<p>" + kFirst + "<b title='", "<p>" + kFirst + "<!-- jamais fermé",
        "<p>" + kFirst + "</p><script>");
    CAPTURE(html.substr(0, 60));
    CHECK_NOTHROW(read_html(html));
}
