#include <catch2/catch.hpp>

#include "server/test_site.hpp"

using namespace kiosque;
using test::few;
using test::has;
using test::TestSite;

namespace {

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

}  // namespace

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

TEST_CASE("an article lists its facets under their headings, as links", "[pages][facets]") {
    const auto body = shop().get("/article/3", {{"lang", "en"}}).body;
    CHECK_THAT(body, has("<h3>Prix (€)</h3><ul class=\"tags\" lang=\"fr\"><li>"
                         "<a href=\"/?f.prix=3000&amp;lang=en\">3000</a>"));
    CHECK_THAT(body, has("Presse › Revue</a>") && has("<h3>Marque</h3>"));
}

TEST_CASE("a short address makes no endless page: filters and searched words are limited",
          "[pages][facets]") {
    api::Parameters filters;
    for (int i = 0; i < 60; ++i) filters.emplace_back("f.marque", "Étoile " + std::to_string(i));
    CHECK(shop().get("/", filters).status == 200);
    filters.emplace_back("f.marque", "Étoile 60");
    CHECK(shop().get("/", filters).status == 400);
    CHECK(shop().get("/", {{"find.marque", std::string(200, 'a')}}).status == 200);
    CHECK(shop().get("/", {{"find.marque", std::string(201, 'a')}}).status == 400);
}
