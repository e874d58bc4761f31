#include <catch2/catch.hpp>

#include <algorithm>

#include "search/engine.hpp"
#include "server/pages/site.hpp"
#include "support/test_index.hpp"

using namespace kiosque;

namespace {

Article dated(const std::string& id, const std::string& title, int year, const std::string& section,
              std::vector<std::string> tags) {
    Article made = test::article(id, title, "Le vent souffle sur la steppe. " + title + ".");
    made.date = Day(std::chrono::year(year) / 7 / 1);
    made.section = section;
    made.source = "Le Quotidien";
    made.tags = std::move(tags);
    return made;
}

std::vector<Article> few_articles() {
    std::vector<Article> articles = {
        dated("énergie/parc éolien.md", "Un parc éolien", 2024, "Énergie", {"vent", "R&D"}),
        dated("rail/100%?#1.md", "Le chemin de fer", 2013, "Transports", {"vent"}),
        dated("ponts.md", "Les ponts du fleuve", 2013, "Transports", {}),
        test::article("hostile.md", "<script>alert('x')</script> & \"fils\"",
                      "Le corps a des <b>balises</b>.\n\nUn autre paragraphe."),
    };
    articles[1].url = "https://www.example.org/rail?a=1&b=2";
    articles[2].url = "javascript:alert(1)";
    articles[2].authors = {"Anne Roux"};
    return articles;
}

/// A site over a real index, asked without a socket.
struct TestSite {
    explicit TestSite(std::vector<Article> articles,
                      std::optional<indexer::IndexerConfig> config = {})
        : index(std::move(articles), std::move(config)) {
        engine.refresh();
    }

    api::Response get(const std::string& path, const api::Parameters& parameters = {}) const {
        api::Request request;
        request.path = path;
        request.parameters = parameters;
        return site.handle(request);
    }

    test::TestIndex index;
    search::Engine engine{index.path()};
    api::Service service{engine, {}};
    server::Site site{service, "Kiosque"};
};

const TestSite& few() {
    static const TestSite site(few_articles());
    return site;
}

/// Fifteen articles with facets of a configuration.
const TestSite& shop() {
    static const TestSite site = [] {
        std::vector<Article> articles;
        for (int i = 0; i < 15; ++i) {
            const std::string number = std::to_string(i);
            Article made = test::article(number, "Article " + number, "Vent.");
            made.source = "La Boutique";
            made.more = {{"prix", {std::to_string(i * 1000)}},
                         {"secteur",
                          {i % 3 == 0   ? "Presse > Revue"
                           : i % 3 == 1 ? "Presse > Journal"
                                        : "Livre"}},
                         {"marque", {"Étoile " + number}},
                         {"fin", {i < 5 ? "2024-05-01" : "2026-01-31"}}};
            articles.push_back(std::move(made));
        }
        using index::FacetKind;
        const auto facet = [](const std::string& name, FacetKind kind, const std::string& label) {
            return indexer::ConfiguredFacet{{name, kind, index::FacetOrigin::configured, label},
                                            {name}};
        };
        indexer::IndexerConfig config;
        config.facets = {facet("prix", FacetKind::number, "Prix (€)"),
                         facet("secteur", FacetKind::hierarchy, ""),
                         facet("marque", FacetKind::values, ""),
                         facet("fin", FacetKind::date, "Échéance")};
        return TestSite(std::move(articles), std::move(config));
    }();
    return site;
}

std::string header(const api::Response& response, const std::string& name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                    [&](const auto& each) { return each.first == name; });
    return found == response.headers.end() ? "" : found->second;
}

auto has(const std::string& text) {
    return Catch::Contains(text);
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
    CHECK(header(response, "X-Content-Type-Options") == "nosniff");
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

TEST_CASE("a facet is a link that chooses a value, keeps the others and takes it back", "[pages]") {
    const api::Parameters chosen = {
        {"q", "vent"}, {"f.section", "Transports"}, {"sort", "date"}, {"page", "1"}};
    const auto body = few().get("/", chosen).body;
    CHECK_THAT(body, has("2 articles"));
    SECTION("a second value of the group is added") {
        CHECK_THAT(body, has("href=\"/?q=vent&amp;f.section=Transports&amp;f.section=%C3%89nergie"
                             "&amp;sort=date\""));
    }
    SECTION("the chosen one is marked and can be taken off") {
        CHECK_THAT(body, has("href=\"/?q=vent&amp;sort=date\" rel=\"nofollow\" "
                             "aria-current=\"true\""));
        CHECK_THAT(body, has("Rubrique\u00a0: Transports"));
    }
    SECTION("an & in a value is encoded") {
        CHECK_THAT(few().get("/").body, has("href=\"/?f.tags=R%26D\""));
    }
    SECTION("two values find the articles of either") {
        api::Parameters both = chosen;
        both.emplace_back("f.section", "Énergie");
        CHECK_THAT(few().get("/", both).body, has("3 articles"));
    }
    SECTION("an exclusion can be taken off") {
        const auto without = few().get("/", {{"not.section", "Transports"}}).body;
        CHECK_THAT(without, has("Rubrique sauf\u00a0: Transports") && has("2 articles"));
    }
}

TEST_CASE("a bar of the chart leads into its period, and an empty one nowhere", "[pages][chart]") {
    const auto body = few().get("/", {{"q", "vent"}}).body;
    CHECK_THAT(body, has("<a href=\"/?q=vent&amp;date=2013\" tabindex=\"-1\" rel=\"nofollow\">"
                         "<title>2013\u00a0: 2 articles</title>"));
    CHECK_THAT(body, has("<g><title>2014\u00a0: Aucun article</title>") && !has("date=2014"));
    CHECK_THAT(body, has("<svg class=\"chart\"") && has("aria-hidden=\"true\""));
    SECTION("the same figures stand in a table") {
        CHECK_THAT(body, has("<caption>Articles par année</caption>"));
        CHECK_THAT(body, has("<th scope=\"row\"><a href=\"/?q=vent&amp;date=2013\" "
                             "rel=\"nofollow\">2013</a></th><td>2</td>"));
    }
    SECTION("no style is written into the page, which its policy forbids") {
        CHECK_THAT(body, !has("style=\""));
    }
    SECTION("one period alone is no chart") {
        CHECK_THAT(few().get("/", {{"q", "parc"}}).body, !has("<svg"));
    }
}

TEST_CASE("the chart follows into a year, a month and a day, and leads back", "[pages][chart]") {
    SECTION("of a year it shows the months") {
        const auto body = few().get("/", {{"q", "vent"}, {"date", "2013"}}).body;
        CHECK_THAT(body, has("2 articles") && has("Articles par mois"));
        CHECK_THAT(body, has("/?q=vent&amp;date=2013-07\""));
        CHECK_THAT(body, has("<title>août 2013\u00a0: Aucun article</title>"));
        CHECK_THAT(body, has("<a href=\"/?q=vent\" rel=\"nofollow\">Toutes les années</a>"));
        CHECK_THAT(body, has("/?q=vent&amp;date=2014\" rel=\"nofollow\">") && !has("date=2012\""));
    }
    SECTION("of a month the days") {
        const auto body = few().get("/", {{"date", "2013-07"}}).body;
        CHECK_THAT(body, has("Articles par jour") && has("/?date=2013-07-01\""));
        CHECK_THAT(body, has("<li><a href=\"/?date=2013\" rel=\"nofollow\">2013</a></li>"
                             "<li aria-current=\"true\">juillet 2013</li>"));
        CHECK_THAT(body, !has("href=\"/?date=2013-06\""));
    }
    SECTION("a day is marked among those of its month, and a click takes it back") {
        const auto body = few().get("/", {{"date", "2013-07-01"}}).body;
        CHECK_THAT(body, has("<a href=\"/\" tabindex=\"-1\" rel=\"nofollow\" class=\"chosen\">"));
        CHECK_THAT(body, has("href=\"/?date=2013-07\"") && has("href=\"/?date=2013\""));
    }
    SECTION("of a week the days") {
        const auto body = few().get("/", {{"date", "2013-W27"}}).body;
        CHECK_THAT(body, has("Date\u00a0: semaine 27 de 2013") && has("Articles par jour"));
    }
    SECTION("a period in words is the contract's to read") {
        const auto body = few().get("/", {{"date", "juillet 2013"}}).body;
        CHECK_THAT(body, has("2 articles") && has("Date\u00a0: juillet 2013"));
        CHECK_THAT(body, has("Articles par année"));
    }
    CHECK_THAT(few().get("/", {{"date", "2013-07-01..2015"}}).body,
               has("Date\u00a0: 1er juillet 2013 – 2015"));
}

TEST_CASE("the bars are years, months, weeks or days, as far as the articles reach",
          "[pages][chart]") {
    const auto [days, caption, first] = GENERATE(table<int, std::string, std::string>({
        {20, "Articles par jour", "date=2020-02-01"},
        {80, "Articles par semaine", "date=2020-W05"},
        {900, "Articles par mois", "date=2020-02"},
        {4'000, "Articles par année", "date=2020"},
        {60'000, "Articles par année", "date=2020..2024"},
    }));
    CAPTURE(days);
    std::vector<Article> articles(2, test::article("1", "Un", "Vent."));
    articles[1].id = "2";
    articles[0].date = Day(std::chrono::year(2020) / 2 / 1);
    articles[1].date = *articles[0].date + std::chrono::days(days);
    const auto body = TestSite(articles).get("/").body;
    CHECK_THAT(body, has(caption) && has("<a href=\"/?" + first + "\" tabindex"));
}

TEST_CASE("a facet of the configuration has a group under its label", "[pages][facets]") {
    const auto body = shop().get("/").body;
    CHECK_THAT(body, has("<h3>Prix (€)</h3>") && has("<h3>Secteur</h3>"));
    SECTION("many different numbers are counted in round steps") {
        CHECK_THAT(body, has("f.prix=0..%3C5000\"") && has(">0 – 5000</span> <span "
                                                           "class=\"count\">5</span>"));
        const auto chosen = shop().get("/", {{"f.prix", "5000..<10000"}}).body;
        CHECK_THAT(chosen, has("Prix (€)\u00a0: 5000 – 10\u202f000") && has("5 articles"));
    }
    SECTION("days are counted by year, the newest first") {
        CHECK_THAT(body, has("<h3>Échéance</h3><ul><li><a href=\"/?f.fin=2026\""));
        CHECK_THAT(body, has("/?f.fin=2024\"") && !has("f.fin=2025"));
    }
    SECTION("what stands below another value is shown below it") {
        CHECK_THAT(body, has("f.secteur=Presse%20%3E%20Revue\" rel=\"nofollow\">"
                             "<span class=\"value\">Revue</span>"));
        CHECK_THAT(body, has("<details class=\"branch\"><summary>2 en dessous</summary>"));
    }
    SECTION("a value gives way to the one above it or below it") {
        const auto chosen = shop().get("/", {{"f.secteur", "Presse > Revue"}}).body;
        CHECK_THAT(chosen, has("Secteur\u00a0: Presse › Revue"));
        CHECK_THAT(chosen, has("<details class=\"branch\" open=\"\">"));
        CHECK_THAT(chosen, has("href=\"/?f.secteur=Presse\"") && !has("f.secteur=Presse&amp;"));
    }
}

TEST_CASE("a long group is searched by a form that keeps the state", "[pages][facets]") {
    const auto body = shop().get("/", {{"f.secteur", "Presse"}, {"sort", "date"}}).body;
    CHECK_THAT(body, has("action=\"/#facet-marque\"") && has("name=\"find.marque\""));
    CHECK_THAT(body, has("type=\"hidden\" name=\"f.secteur\" value=\"Presse\"") &&
                         has("type=\"hidden\" name=\"sort\" value=\"date\""));
    SECTION("it shows what was found, and choosing a value ends the search") {
        const auto found = shop().get("/", {{"find.marque", "etoile"}}).body;
        CHECK_THAT(found, has("value=\"etoile\"") && has("<span class=\"value\">Étoile 7</span>"));
        CHECK_THAT(found, has("href=\"/?f.marque=%C3%89toile%207\"") &&
                              has("href=\"/#facet-marque\" rel=\"nofollow\">Voir toute la liste"));
        CHECK_THAT(found, has("<details open=\"\"><summary>Filtres"));
    }
    SECTION("a choice elsewhere keeps it") {
        CHECK_THAT(shop().get("/", {{"find.marque", "etoile"}}).body,
                   has("/?f.secteur=Presse&amp;find.marque=etoile\""));
    }
    SECTION("other words and other pages end it") {
        const auto found = shop().get("/", {{"find.marque", "etoile"}}).body;
        CHECK_THAT(found, has("<link rel=\"canonical\" href=\"/\">") && has("\"/?page=2\""));
        CHECK_THAT(found, !has("type=\"hidden\" name=\"find."));
    }
    SECTION("one group at a time is searched") {
        CHECK(shop().get("/", {{"find.marque", "a"}, {"find.source", "b"}}).status == 400);
    }
    SECTION("it says when there is none") {
        const auto none = shop().get("/", {{"find.marque", "zzz"}});
        CHECK(none.status == 200);
        CHECK_THAT(none.body, has("Aucune valeur"));
    }
}

TEST_CASE("what all articles have is no choice, unless it was chosen", "[pages][facets]") {
    const std::string name = "<span class=\"value\">La Boutique</span>";
    CHECK_THAT(shop().get("/").body, !has(name));
    CHECK_THAT(shop().get("/", {{"f.source", "La Boutique"}}).body, has(name));
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

TEST_CASE("an article lists its facets under their headings, as links", "[pages][facets]") {
    const auto body = shop().get("/article/3", {{"lang", "en"}}).body;
    CHECK_THAT(body, has("<h3>Prix (€)</h3><ul class=\"tags\" lang=\"fr\"><li>"
                         "<a href=\"/?f.prix=3000&amp;lang=en\">3000</a>"));
    CHECK_THAT(body, has("Presse › Revue</a>") && has("<h3>Marque</h3>"));
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
