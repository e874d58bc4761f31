#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "search/engine.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::search;

namespace {

Article filed(const std::string& id, const std::string& section, std::vector<std::string> tags,
              std::optional<Day> date) {
    Article made = test::article(id, "Titre " + id, "Un texte sur le gaz.");
    made.section = section;
    made.tags = std::move(tags);
    made.date = date;
    return made;
}

Day day(int year, unsigned month, unsigned number) {
    return Day(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number));
}

std::map<std::string, std::size_t> counts(const FacetsResult& result, const std::string& facet) {
    std::map<std::string, std::size_t> found;
    for (const auto& each : result.facets) {
        if (each.name != facet) continue;
        for (const auto& value : each.values) found[value.value] = value.count;
    }
    return found;
}

using Counts = std::map<std::string, std::size_t>;

struct Fixture {
    test::TestIndex index{{
        filed("a", "Énergie", {"gaz", "Chine"}, day(2013, 9, 7)),
        filed("b", "Énergie", {"vent"}, day(2013, 12, 30)),
        filed("c", "Culture", {"gaz"}, std::nullopt),
        filed("d", "Culture", {"Chine"}, day(2015, 1, 1)),
        filed("e", "", {}, day(2016, 2, 29)),
    }};
    Engine engine{index.path()};
    Fixture() { engine.refresh(); }

    FacetsResult facets(const Selection& selection, std::vector<FacetRequest> wanted) const {
        return engine.current()->facets(selection, wanted);
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "facets count the articles of each value", "[search][facets]") {
    const auto result = facets({}, {{"section", 10, {}}, {"tags", 10, {}}});
    CHECK(result.total == 5);
    CHECK(counts(result, "section") == Counts{{"Culture", 2}, {"Énergie", 2}});
    CHECK(counts(result, "tags") == Counts{{"Chine", 2}, {"gaz", 2}, {"vent", 1}});
}

TEST_CASE_METHOD(Fixture, "choosing a value does not shrink its own facet", "[search][facets]") {
    Selection selection;
    selection.only = {{"section", {"Culture"}}};
    const auto result = facets(selection, {{"section", 10, {}}, {"tags", 10, {}}});
    CHECK(result.total == 2);
    CHECK(counts(result, "section") == Counts{{"Culture", 2}, {"Énergie", 2}});
    CHECK(counts(result, "tags") == Counts{{"Chine", 1}, {"gaz", 1}});
}

TEST_CASE_METHOD(Fixture, "values within a facet widen, other facets narrow", "[search][facets]") {
    Selection selection;
    selection.only = {{"tags", {"gaz", "vent"}}, {"section", {"Énergie"}}};
    CHECK(facets(selection, {}).total == 2);
    selection.without = {{"tags", {"Chine"}}};
    CHECK(facets(selection, {}).total == 1);
}

TEST_CASE_METHOD(Fixture, "a chosen value is listed even with nothing left", "[search][facets]") {
    Selection selection;
    selection.only = {{"tags", {"inconnu"}}};
    const auto result = facets(selection, {{"tags", 1, {}}});
    CHECK(result.total == 0);
    REQUIRE(result.facets.front().values.size() == 1);
    CHECK(result.facets.front().values.front().selected);
    CHECK(result.facets.front().values.front().count == 0);
}

TEST_CASE_METHOD(Fixture, "days are counted by year, month, week and day", "[search][facets]") {
    const auto count = [&](DateStep step) {
        return counts(facets({}, {{"date", 10, step}}), "date");
    };
    CHECK(count(DateStep::year) == Counts{{"2013", 2}, {"2015", 1}, {"2016", 1}});
    CHECK(count(DateStep::month) ==
          Counts{{"2013-09", 1}, {"2013-12", 1}, {"2015-01", 1}, {"2016-02", 1}});
    // 30 December 2013 lies in the first ISO week of 2014.
    CHECK(count(DateStep::week) ==
          Counts{{"2013-W36", 1}, {"2014-W01", 1}, {"2015-W01", 1}, {"2016-W09", 1}});
    CHECK(count(DateStep::day).size() == 4);
}

TEST_CASE_METHOD(Fixture, "days filter, and articles without one are left out",
                 "[search][facets]") {
    Selection selection;
    selection.days = DayRange{day(2013, 9, 7), day(2013, 12, 30)};
    CHECK(facets(selection, {}).total == 2);
    selection.days = DayRange{std::nullopt, day(2015, 1, 1)};
    CHECK(facets(selection, {}).total == 3);
}

TEST_CASE_METHOD(Fixture, "chosen days do not shrink the facet of days", "[search][facets]") {
    Selection selection;
    selection.days = DayRange{day(2013, 1, 1), day(2013, 12, 31)};
    const auto result = facets(selection, {{"date", 10, DateStep::year}, {"section", 10, {}}});
    CHECK(result.total == 2);
    CHECK(counts(result, "date") == Counts{{"2013", 2}, {"2015", 1}, {"2016", 1}});
    CHECK(result.facets[0].values[0].selected);
    CHECK_FALSE(result.facets[0].values[1].selected);
    CHECK(counts(result, "section") == Counts{{"Énergie", 2}});
}

TEST_CASE("counts equal brute force over random articles, queries and filters",
          "[search][facets]") {
    std::mt19937 random(11);
    const auto draw = [&](const std::vector<std::string>& from) {
        return from[random() % from.size()];
    };
    const std::vector<std::string> words = {"gaz", "train", "vent", "blé", "satellite"};
    const std::vector<std::string> sections = {"Énergie", "Culture", "Espace"};
    const std::vector<std::string> tags = {"a", "b", "c", "d"};
    std::vector<Article> articles;
    for (int i = 0; i < 300; ++i) {
        Article made =
            test::article("id" + std::to_string(i), draw(words), draw(words) + " " + draw(words));
        made.section = draw(sections);
        for (std::size_t t = random() % 4; t > 0; --t) made.tags.push_back(draw(tags));
        articles.push_back(made);
    }
    const test::TestIndex index(articles);
    Engine engine(index.path());
    engine.refresh();

    const auto has_word = [](const Article& article, const std::string& word) {
        return (" " + article.title + " " + article.body + " ").find(" " + word + " ") !=
               std::string::npos;
    };
    const auto has_tag = [](const Article& article, const std::string& tag) {
        return std::find(article.tags.begin(), article.tags.end(), tag) != article.tags.end();
    };
    for (int round = 0; round < 200; ++round) {
        const std::string word = draw(words);
        const std::string section = draw(sections);
        const std::string tag = draw(tags);
        const std::string banned = draw(tags);
        Selection selection;
        selection.query = word;
        selection.only = {{"section", {section}}, {"tags", {tag}}};
        selection.without = {{"tags", {banned}}};
        const auto result =
            engine.current()->facets(selection, {{"section", 100, {}}, {"tags", 100, {}}});
        std::size_t total = 0;
        Counts by_section;
        Counts by_tag;
        for (const auto& each : articles) {
            if (!has_word(each, word) || has_tag(each, banned)) continue;
            if (has_tag(each, tag)) ++by_section[each.section];
            if (each.section == section) {
                for (const auto& t : std::set(each.tags.begin(), each.tags.end())) ++by_tag[t];
                if (has_tag(each, tag)) ++total;
            }
        }
        by_section.emplace(section, 0);
        by_tag.emplace(tag, 0);
        CAPTURE(word, section, tag, banned);
        REQUIRE(result.total == total);
        REQUIRE(counts(result, "section") == by_section);
        REQUIRE(counts(result, "tags") == by_tag);
    }
}
