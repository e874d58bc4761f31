#include <catch2/catch.hpp>

#include <algorithm>

#include "server/test_site.hpp"

using namespace kiosque;
using test::few;
using test::few_articles;
using test::has;
using test::TestSite;

namespace {

std::string header(const api::Response& response, const std::string& name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                    [&](const auto& each) { return each.first == name; });
    return found == response.headers.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("the start page lists the newest articles and needs no script", "[pages]") {
    const auto response = few().get("/");
    CHECK(response.status == 200);
    CHECK(response.content_type == "text/html; charset=utf-8");
    CHECK_THAT(response.body, Catch::StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
    CHECK_THAT(response.body, has("Derniers articles") && has("autofocus"));
    CHECK_THAT(response.body, has("1er juillet 2024"));
    CHECK(response.body.find("Un parc éolien") < response.body.find("Le chemin de fer"));
    CHECK_THAT(response.body, !has("<script"));
    CHECK_THAT(header(response, "Content-Security-Policy"),
               Catch::StartsWith("default-src 'none'"));
}

TEST_CASE("results mark the words and are not for robots", "[pages]") {
    const auto response = few().get("/", {{"q", "parc"}});
    CHECK_THAT(response.body, has("<title>parc – Kiosque</title>"));
    CHECK_THAT(response.body, has("1 article pour <em lang=\"fr\">parc</em>"));
    CHECK_THAT(response.body, has("Un <mark>parc</mark> éolien"));
    CHECK_THAT(response.body, has("content=\"noindex, follow\""));
    CHECK_THAT(response.body, !has("autofocus"));
}

TEST_CASE("what comes from outside is escaped wherever it stands", "[pages]") {
    const std::string hostile = "\"><script>alert('x')</script>\x01";
    const std::string escaped = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\uFFFD";
    const auto page = GENERATE_COPY(
        table<std::string, api::Parameters>({{"/", {{"q", hostile}}},
                                             {"/", {{"f.tags", hostile}}},
                                             {"/", {{"date", hostile}}},
                                             {"/", {{"page", hostile}}},
                                             {"/", {{"find.tags", hostile}}},
                                             {"/", {{"find." + hostile, "a"}}},
                                             {"/article/ponts.md", {{"q", hostile}}}}));
    const auto response = few().get(std::get<0>(page), std::get<1>(page));
    CAPTURE(response.body);
    CHECK_THAT(response.body, !has("<script") && has(escaped));
}

TEST_CASE("the markup of an article is shown, not obeyed", "[pages]") {
    const auto list = few().get("/", {{"q", "balises"}});
    CHECK_THAT(list.body, has("&lt;script&gt;") && !has("<script") && !has("<b>"));
    const auto article = few().get("/article/hostile.md", {{"q", "balises"}});
    CHECK(article.status == 200);
    CHECK_THAT(article.body, has("<p>Le corps a des &lt;b&gt;<mark>balises</mark>&lt;/b&gt;.</p>"
                                 "<p>Un autre paragraphe.</p>"));
    CHECK_THAT(article.body, !has("<script") && !has("<b>"));
}

TEST_CASE("a link to an article encodes its id, and the address leads back to it", "[pages]") {
    const auto [id, path] = GENERATE(table<std::string, std::string>({
        {"énergie/parc éolien.md", "/article/%C3%A9nergie/parc%20%C3%A9olien.md"},
        {"rail/100%?#1.md", "/article/rail/100%25%3F%231.md"},
    }));
    CHECK_THAT(few().get("/").body, has("href=\"" + path + "\""));
    CHECK_THAT(few().get("/", {{"q", "vent"}}).body, has("href=\"" + path + "?q=vent\""));
    const auto article = few().get("/article/" + id);
    CHECK(article.status == 200);
    CHECK_THAT(article.body, has("<link rel=\"canonical\" href=\"" + path + "\">"));
}

TEST_CASE("results are turned page by page, and no link leads to an empty page", "[pages]") {
    std::vector<Article> articles;
    for (int i = 0; i < 25; ++i) {
        articles.push_back(
            test::article(std::to_string(i), "Article " + std::to_string(i), "Vent."));
    }
    const TestSite site(std::move(articles));
    const auto first = site.get("/", {{"q", "vent"}}).body;
    CHECK_THAT(first, has("href=\"/?q=vent&amp;page=2\" rel=\"next\"") && !has("rel=\"prev\""));
    const auto last = site.get("/", {{"q", "vent"}, {"page", "3"}});
    CHECK(last.status == 200);
    CHECK_THAT(last.body, has("rel=\"prev\"") && !has("rel=\"next\"") && !has("page=4"));
    CHECK_THAT(last.body, has("<ol class=\"hits\" start=\"21\""));
    const auto behind = site.get("/", {{"q", "vent"}, {"page", "4"}});
    CHECK(behind.status == 404);
    CHECK_THAT(behind.body, has("la dernière porte le numéro 3") && has("page=3\""));
}

TEST_CASE("the language comes from the address, else from the browser, else it is French",
          "[pages]") {
    const auto [asked, accepted, language] = GENERATE(table<std::string, std::string, std::string>({
        {"", "", "fr"},
        {"", "en-GB,en;q=0.9,fr;q=0.5", "en"},
        {"", "de, en;q=0.3, fr;q=0.8", "fr"},
        {"", "de;q=1, es", "fr"},
        {"", "en;q=0, *", "fr"},
        {"en", "fr", "en"},
        {"fr", "en", "fr"},
    }));
    CAPTURE(asked, accepted);
    api::Request request;
    request.path = "/";
    request.parameters = {{"lang", asked}};
    request.accept_language = accepted;
    const auto response = few().site.handle(request);
    CHECK_THAT(response.body, has("<html lang=\"" + language + "\">"));
    CHECK(header(response, "Vary") == "Accept-Language");
}

TEST_CASE("a language that was chosen is kept by every link", "[pages]") {
    const auto body = few().get("/", {{"q", "vent"}, {"lang", "en"}}).body;
    CHECK_THAT(body, has("3 articles for ") && has("1 July 2024"));
    CHECK_THAT(body, has("100%25%3F%231.md?q=vent&amp;lang=en\""));
    CHECK_THAT(body, has("f.section=Transports&amp;lang=en\""));
    CHECK_THAT(body, has("<input type=\"hidden\" name=\"lang\" value=\"en\">"));
    CHECK_THAT(body, has("href=\"/?q=vent&amp;lang=fr\""));
}

TEST_CASE("a wrong value gives a page that says so in the reader's language", "[pages]") {
    const auto [name, value, message] = GENERATE(table<std::string, std::string, std::string>({
        {"page", "abc", "“abc” is no number"},
        {"page", "0", "“0” is no number"},
        {"page", "1002", "“1002” is no number"},
        {"date", "2013-13", "The date “2013-13” is not understood"},
        {"f.couleur", "bleu", "The filter “f.couleur=bleu” is not understood"},
        {"not.date", "2013", "The filter “not.date=2013” is not understood"},
        {"find.couleur", "bleu", "The filter “find.couleur=bleu” is not understood"},
        {"sort", "titre", "There is no sorting by “titre”"},
        {"match", "flou", "Words cannot be matched by “flou”"},
        {"q", "\xff", "The search must be a text"},
        {"q", std::string(1001, 'a'), "The search must be a text of at most 1,000 characters"},
    }));
    CAPTURE(name, value);
    const auto response = few().get("/", {{"section", "x"}, {name, value}, {"lang", "en"}});
    CHECK(response.status == 400);
    CHECK(response.content_type == "text/html; charset=utf-8");
    CHECK_THAT(response.body, has(message) && has("Go on without this value"));
    CHECK(header(response, "Cache-Control") == "no-store");
}

TEST_CASE("a language that is not known is refused in French", "[pages]") {
    const auto response = few().get("/", {{"lang", "de"}});
    CHECK(response.status == 400);
    CHECK_THAT(response.body, has("La langue «\u00a0de\u00a0» n’est pas connue"));
}

TEST_CASE("unknown parameters and empty fields of a form are passed over", "[pages]") {
    const auto response = few().get(
        "/",
        {{"utm_source", "\xff"}, {"q", "vent"}, {"date", ""}, {"f.section", ""}, {"page", ""}});
    CHECK(response.status == 200);
    CHECK_THAT(response.body, has("3 articles pour ") && !has("utm_source"));
}

TEST_CASE("a relaxed search says so, an empty one says what to try", "[pages]") {
    const auto relaxed = few().get("/", {{"q", "parc fleuve"}}).body;
    CHECK_THAT(relaxed,
               has("Trop peu d’articles contiennent tous ces mots.") && has("role=\"status\""));
    const auto empty = few().get("/", {{"q", "« mammouth laineux »"}, {"f.section", "Énergie"}});
    CHECK(empty.status == 200);
    CHECK_THAT(empty.body, has("Aucun article pour ") && has("Cherchez sans les filtres") &&
                               has("Cherchez les mots sans guillemets"));
}

TEST_CASE("an article links to its section, its original and back to the results", "[pages]") {
    const auto body = few().get("/article/rail/100%?#1.md", {{"q", "vent"}, {"date", "2013"}}).body;
    CHECK_THAT(body, has("<title>Le chemin de fer – Kiosque</title>"));
    CHECK_THAT(body, has("href=\"/?f.section=Transports\"") && has("href=\"/?f.tags=vent\""));
    CHECK_THAT(body, has("href=\"https://www.example.org/rail?a=1&amp;b=2\" rel=\"noopener"));
    CHECK_THAT(body, has("href=\"/?q=vent&amp;date=2013\">Retour aux résultats"));
    CHECK_THAT(body, has("Le <mark>vent</mark> souffle"));
    CHECK_THAT(few().get("/article/ponts.md").body,
               !has("javascript:") && has("href=\"/?f.auteur=Anne%20Roux\""));
}

TEST_CASE("an article that is not there is a page of status 404", "[pages]") {
    const auto id = GENERATE(as<std::string>{}, "nulle/part.md", "", "\xff");
    const auto french = few().get("/article/" + id);
    CHECK(french.status == 404);
    CHECK_THAT(french.body, has("Article introuvable"));
    CHECK_THAT(few().get("/article/" + id, {{"lang", "en"}}).body, has("Article not found"));
}

TEST_CASE("before there is an index the page says that it comes", "[pages]") {
    const test::TemporaryFolder folder;
    const search::Engine engine(folder.path());
    const api::Service service(engine, {});
    const server::Site site(service, "Kiosque");
    for (const std::string path : {"/", "/article/ponts.md"}) {
        api::Request request;
        request.path = path;
        const auto response = site.handle(request);
        CHECK(response.status == 503);
        CHECK_THAT(response.body, has("Aucun index n’est encore publié"));
        CHECK(header(response, "ETag").empty());
    }
}

TEST_CASE("an unchanged page is answered by 304, in each language by itself", "[pages]") {
    api::Request request;
    request.path = "/";
    request.parameters = {{"q", "vent"}};
    const std::string tag = header(few().site.handle(request), "ETag");
    CHECK_THAT(tag, Catch::StartsWith("W/\"") && Catch::EndsWith("\""));
    request.if_none_match = tag;
    const auto unchanged = few().site.handle(request);
    CHECK(unchanged.status == 304);
    CHECK(unchanged.body.empty());
    CHECK(header(unchanged, "Vary") == "Accept-Language");
    request.accept_language = "en";
    CHECK(few().site.handle(request).status == 200);
}

TEST_CASE("pages are read by GET and HEAD", "[pages]") {
    api::Request request;
    request.path = GENERATE(as<std::string>{}, "/", "/article/ponts.md", "/assets/kiosque.css");
    request.method = "HEAD";
    CHECK(few().site.handle(request).status == 200);
    request.method = "OPTIONS";
    CHECK(few().site.handle(request).status == 204);
    CHECK(header(few().site.handle(request), "Allow") == "GET, HEAD, OPTIONS");
    request.method = "POST";
    const auto refused = few().site.handle(request);
    CHECK(refused.status == 405);
    CHECK(refused.content_type == "application/problem+json");
    CHECK(header(refused, "Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("the style sheet that a page names may be kept for a year", "[pages]") {
    const std::string page = few().get("/").body;
    const std::string start = "/assets/kiosque.css?v=";
    const std::size_t at = page.find(start);
    REQUIRE(at != std::string::npos);
    const std::string version = page.substr(at + start.size(), 8);
    const auto style = few().get("/assets/kiosque.css", {{"v", version}});
    CHECK(style.content_type == "text/css; charset=utf-8");
    CHECK_THAT(header(style, "Cache-Control"), has("immutable"));
    CHECK_THAT(style.body, !has("url(") && !has("@import"));
    CHECK_THAT(header(few().get("/assets/kiosque.css", {{"v", "old"}}), "Cache-Control"),
               !has("immutable"));
    api::Request again;
    again.path = "/favicon.ico";
    again.if_none_match = header(few().site.handle(again), "ETag");
    CHECK(few().site.handle(again).status == 304);
}

TEST_CASE("everything else is the contract's", "[pages]") {
    CHECK(few().get("/v1/search", {{"q", "vent"}}).content_type == "application/json");
    CHECK(few().get("/assets/nothing.js").content_type == "application/problem+json");
}
