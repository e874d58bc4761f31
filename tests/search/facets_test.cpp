#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "search/engine.hpp"
#include "support/joined_index.hpp"
#include "text/dates.hpp"

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

FacetRequest by_date(DateStep step) {
    FacetRequest request;
    request.name = "date";
    request.date_step = step;
    return request;
}

using Counts = std::map<std::string, std::size_t>;

std::vector<FacetRequest> values_of(std::initializer_list<std::string> facets,
                                    std::size_t limit = 10) {
    std::vector<FacetRequest> requests;
    for (const auto& facet : facets) {
        requests.emplace_back();
        requests.back().name = facet;
        requests.back().limit = limit;
    }
    return requests;
}

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
    const auto result = facets({}, values_of({"section", "tags"}));
    CHECK(result.total == 5);
    CHECK(counts(result, "section") == Counts{{"Culture", 2}, {"Énergie", 2}});
    CHECK(counts(result, "tags") == Counts{{"Chine", 2}, {"gaz", 2}, {"vent", 1}});
}

TEST_CASE_METHOD(Fixture, "choosing a value does not shrink its own facet", "[search][facets]") {
    Selection selection;
    selection.only = {{"section", {"Culture"}}};
    const auto result = facets(selection, values_of({"section", "tags"}));
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
    const auto result = facets(selection, values_of({"tags"}, 1));
    CHECK(result.total == 0);
    REQUIRE(result.facets.front().values.size() == 1);
    CHECK(result.facets.front().values.front().selected);
    CHECK(result.facets.front().values.front().count == 0);
}

TEST_CASE_METHOD(Fixture, "days are counted by year, month, week and day", "[search][facets]") {
    const auto count = [&](DateStep step) { return counts(facets({}, {by_date(step)}), "date"); };
    const auto filled = [](Counts counts) {
        std::erase_if(counts, [](const auto& row) { return row.second == 0; });
        return counts;
    };
    CHECK(count(DateStep::year) == Counts{{"2013", 2}, {"2014", 0}, {"2015", 1}, {"2016", 1}});
    CHECK(count(DateStep::month).size() == 30);  // from September 2013 to February 2016
    CHECK(filled(count(DateStep::month)) ==
          Counts{{"2013-09", 1}, {"2013-12", 1}, {"2015-01", 1}, {"2016-02", 1}});
    // 30 December 2013 lies in the first ISO week of 2014.
    CHECK(filled(count(DateStep::week)) ==
          Counts{{"2013-W36", 1}, {"2014-W01", 1}, {"2015-W01", 1}, {"2016-W09", 1}});
    CHECK(count(DateStep::day).size() == 906);
    CHECK(filled(count(DateStep::day)).size() == 4);
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
    const auto result =
        facets(selection, {by_date(DateStep::year), values_of({"section"}).front()});
    CHECK(result.total == 2);
    CHECK(counts(result, "date") == Counts{{"2013", 2}, {"2014", 0}, {"2015", 1}, {"2016", 1}});
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
            engine.current()->facets(selection, values_of({"section", "tags"}, 100));
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

TEST_CASE("names stand in the order of a French dictionary, over all segments",
          "[search][facets]") {
    const test::JoinedIndex index({{filed("a", "", {"zoo", "éléphant", "Tome 10"}, std::nullopt)},
                                   {filed("b", "", {"eau", "Élan", "Tome 9"}, std::nullopt)},
                                   {filed("c", "", {"zoo", "œuf", "abricot"}, std::nullopt)}},
                                  {});
    Engine engine(index.path());
    engine.refresh();
    FacetRequest request;
    request.name = "tags";
    request.order = FacetOrder::name;
    std::vector<std::string> names;
    const auto result = engine.current()->facets({}, {request});
    for (const auto& value : result.facets[0].values) {
        names.push_back(value.value);
    }
    CHECK(names == std::vector<std::string>{"abricot", "eau", "Élan", "éléphant", "œuf", "Tome 9",
                                            "Tome 10", "zoo"});
}

TEST_CASE("the hours around the changes of summer time fall on their days in Paris",
          "[search][facets]") {
    const auto [written, expected] = GENERATE(table<std::vector<std::string>, Counts>({
        // To summer time, 31 March 2024, 01:00 UTC.
        {{"2024-03-30T22:59:00Z", "2024-03-30T23:00:00Z", "2024-03-31T00:30:00Z",
          "2024-03-31T03:30:00+02:00", "2024-03-31T21:59:59Z", "2024-03-31T22:00:00Z"},
         {{"2024-03-30", 1}, {"2024-03-31", 4}, {"2024-04-01", 1}}},
        // From it, 27 October 2024, 01:00 UTC: half past two comes twice.
        {{"2024-10-26T21:59:00Z", "2024-10-26T22:00:00Z", "2024-10-27T02:30:00+02:00",
          "2024-10-27T02:30:00+01:00", "2024-10-27T22:59:59Z", "2024-10-27T23:00:00Z"},
         {{"2024-10-26", 1}, {"2024-10-27", 4}, {"2024-10-28", 1}}},
    }));
    std::vector<Article> articles;
    for (const auto& time : written) {
        articles.push_back(
            filed(std::to_string(articles.size()), "", {}, text::parse_article_date(time)));
    }
    const test::TestIndex index(articles);
    Engine engine(index.path());
    engine.refresh();
    const auto result = engine.current()->facets({}, {by_date(DateStep::day)});
    CHECK(counts(result, "date") == expected);
}

TEST_CASE("a year by mistake does not fill a histogram with all days since", "[search][facets]") {
    std::vector<Article> articles;
    const auto add = [&](int year, unsigned month, unsigned of_month, std::size_t often) {
        for (; often > 0; --often) {
            const std::string id = std::to_string(articles.size());
            articles.push_back(filed(id, "", {}, day(year, month, of_month)));
        }
    };
    add(1, 1, 1, 2);
    add(9999, 12, 31, 3);
    Counts expected = {{"0001-01-01", 2}, {"9999-12-31", 3}, {"2024-01-01", 1}, {"2024-01-09", 2}};
    add(2024, 1, 1, 1);
    add(2024, 1, 9, 2);
    SECTION("among a few others") {}
    SECTION("among many") {
        add(2023, 12, 31, 200);
        expected["2023-12-31"] = 200;
    }
    const test::TestIndex index(articles);
    Engine engine(index.path());
    engine.refresh();
    const auto result = engine.current()->facets({}, {by_date(DateStep::day)});
    CHECK(counts(result, "date") == expected);
}

TEST_CASE("steps of numbers hold what a filter by their name finds, to the last digit",
          "[search][facets]") {
    using index::FacetKind;
    const indexer::IndexerConfig config = {
        {{{"note", FacetKind::number, index::FacetOrigin::configured, ""}, {"note"}}}, {}};
    std::vector<Article> articles;
    const auto add = [&](const std::string& number) {
        articles.push_back(test::article(std::to_string(articles.size()), "Titre", "Texte."));
        articles.back().more["note"] = {number};
    };
    SECTION("fractions that no double has exactly") {
        for (int tenth = -20; tenth <= 20; ++tenth) {
            add(std::to_string(tenth / 10.0));
        }
        const test::TestIndex index(articles, config);
        Engine engine(index.path());
        engine.refresh();
        FacetRequest request;
        request.name = "note";
        request.number_step = 0.1;
        const auto result = engine.current()->facets({}, {request});
        CHECK(result.facets[0].values.size() == 41);
        for (const auto& step : result.facets[0].values) {
            CAPTURE(step.value);
            CHECK(step.count == 1);
            Selection selection;
            selection.only = {{"note", {step.value}}};
            CHECK(engine.current()->facets(selection, {}).total == 1);
        }
    }
    SECTION("a step too small for the numbers that there are is refused") {
        add("999999999999999");
        const test::TestIndex index(articles, config);
        Engine engine(index.path());
        engine.refresh();
        FacetRequest request;
        request.name = "note";
        request.number_step = 0.001;
        CHECK_THROWS_MATCHES(
            engine.current()->facets({}, {request}), Error,
            Catch::Message("'facets' must give 'note' a step of at least 1010 for the "
                           "numbers that it has, but gives 0.001"));
    }
}

TEST_CASE("a hierarchy shows what nothing stands below, whatever sorts between",
          "[search][facets]") {
    Article given = test::article("a", "Titre", "Texte.");
    given.more["lieu"] = {"Sport > Foot", "Sport & loisirs", "Sport"};
    using index::FacetKind;
    const test::TestIndex index(
        {given},
        indexer::IndexerConfig{
            {{{"lieu", FacetKind::hierarchy, index::FacetOrigin::configured, ""}, {"lieu"}}}, {}});
    Engine engine(index.path());
    engine.refresh();
    const auto article = engine.current()->article("a");
    for (const auto& [facet, values] : article.facets) {
        if (facet != "lieu") continue;
        CHECK(values == std::vector<std::string>{"Sport & loisirs", "Sport > Foot"});
    }
}

TEST_CASE("days up to the last year are found", "[search][facets]") {
    Article given = test::article("a", "Titre", "Texte.");
    given.more["jalon"] = {"2013-05-06"};
    using index::FacetKind;
    const test::TestIndex index(
        {given},
        indexer::IndexerConfig{
            {{{"jalon", FacetKind::date, index::FacetOrigin::configured, ""}, {"jalon"}}}, {}});
    Engine engine(index.path());
    engine.refresh();
    const auto range = GENERATE(as<std::string>(), "2013", "2000..9999", "..9999", "2013..");
    CAPTURE(range);
    Selection selection;
    selection.only = {{"jalon", {range}}};
    CHECK(engine.current()->facets(selection, {}).total == 1);
}
