#include "api/parameters.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::api;
using search::DateStep;
using search::FacetOrder;
using search::FacetRequest;

namespace {

/// A facet of each type.
const Facets& facets() {
    using index::FacetKind;
    using index::FacetOrigin;
    static const Facets made = {{"source", FacetKind::value, FacetOrigin::declared, ""},
                                {"section", FacetKind::hierarchy, FacetOrigin::declared, ""},
                                {"tags", FacetKind::values, FacetOrigin::declared, ""},
                                {"prix", FacetKind::number, FacetOrigin::configured, "Prix (€)"},
                                {"sortie", FacetKind::date, FacetOrigin::configured, ""}};
    return made;
}

SearchParameters parse(const Parameters& parameters) {
    return parse_search(parameters, facets());
}

/// What is read of `facets=text`.
std::vector<FacetRequest> requests(const std::string& text) {
    return parse({{"facets", text}}).request.facets;
}

}  // namespace

TEST_CASE("a wrong value is refused by a message that names parameter, value and expectation",
          "[api][parameters]") {
    const auto [name, value, message] = GENERATE(table<std::string, std::string, std::string>({
        {"limit", "dix", "'limit' must be a whole number from 0 to 100, but is 'dix'"},
        {"limit", "101", "'limit' must be a whole number from 0 to 100, but is '101'"},
        {"limit", "", "'limit' must be a whole number from 0 to 100, but is ''"},
        {"limit", "1e1", "'limit' must be a whole number from 0 to 100, but is '1e1'"},
        {"offset", "-1", "'offset' must be a whole number from 0 to 10000, but is '-1'"},
        {"offset", "99999999999999999999",
         "'offset' must be a whole number from 0 to 10000, but is '99999999999999999999'"},
        {"sort", "titre", "'sort' must be one of relevance, date, -date, but is 'titre'"},
        {"match", "tout", "'match' must be one of exact, flexion, famille, but is 'tout'"},
        {"date", "2013-13",
         "'date' must be a year, month, week or day (2013, 2013-07, 2013-W27, 2013-07-01), a range "
         "of them (2013-07-01..2015), the same in words (mars 2024), aujourd'hui, hier or a span "
         "back from today (-7j, -2s, -6m, -1a), but is '2013-13'"},
        {"fragments", "0", "'fragments' must be a whole number from 1 to 10, but is '0'"},
        {"explain", "oui", "'explain' must be one of 0, 1, but is 'oui'"},
        {"recence", "30",
         "'recence' must be the time in which an article's freshness halves, up to 100 years (30j, "
         "2s, 6m, 1a), but is '30'"},
        {"fields", "id,nom",
         "'fields' must be a list from id, title, url, date, source, author, score, title_html, "
         "snippet_html, facets, but is 'nom'"},
        {"q", "a\xFF", "'q' must be UTF-8, but has the byte 0xFF at position 1"},
        {"q", "é\xE9t", "'q' must be UTF-8, but has the byte 0xE9 at position 2"},
        {"lmit", "3",
         "'lmit' is no parameter of this address, which takes q, match, date, limit, offset, sort, "
         "facets, fragments, recence, explain, fields, f.NAME, not.NAME"},
    }));
    CAPTURE(name, value);
    CHECK_THROWS_MATCHES(parse({{name, value}}), Error, Catch::Message(message));
    try {
        parse({{name, value}});
    } catch (const Error& error) {
        CHECK(error.parameter() == name);
        CHECK(error.code() == ErrorCode::invalid_parameter);
    }
}

TEST_CASE("what cannot be counted of a facet is refused, with what can", "[api][parameters]") {
    const std::string texts = "' a number of values from 1 to 1000, 'count' or 'name', but is '";
    const std::string numbers =
        "' a number of values from 1 to 1000, 'count' or 'name', 'step=10', a range such as "
        "10..20, 'by=FACET' or 'series=5', but is '";
    const std::string days =
        "' 'year', 'month', 'week', 'day', a range such as 2013-07..2015, 'by=FACET' or "
        "'series=5', but is '";
    const std::string unstepped =
        "'facets' must be a facet with steps (date:month, prix:step=10) where it has 'by=', but "
        "is '";
    const auto [value, message] = GENERATE_COPY(table<std::string, std::string>({
        {"inconnu",
         "'facets' must name a facet of this index (source, section, tags, prix, sortie, date), "
         "but names 'inconnu'"},
        {"tags,",
         "'facets' must name a facet of this index (source, section, tags, prix, sortie, date), "
         "but names ''"},
        {"tags,tags:3", "'facets' must be a list that names each facet once, but is 'tags,tags:3'"},
        {"tags:0", "'facets' must be a whole number from 1 to 1000, but is '0'"},
        {"prix:1001", "'facets' must be a whole number from 1 to 1000, but is '1001'"},
        {"tags:99999999999999999999",
         "'facets' must be a whole number from 1 to 1000, but is '99999999999999999999'"},
        {"source:", "'facets' must be behind 'source" + texts + "'"},
        {"tags:-1", "'facets' must be behind 'tags" + texts + "-1'"},
        {"tags:nom", "'facets' must be behind 'tags" + texts + "nom'"},
        {"tags:year", "'facets' must be behind 'tags" + texts + "year'"},
        {"section:by=tags", "'facets' must be behind 'section" + texts + "by=tags'"},
        {"section:10..20", "'facets' must be behind 'section" + texts + "10..20'"},
        {"prix:month", "'facets' must be behind 'prix" + numbers + "month'"},
        {"prix:step=0", "'facets' must be behind 'prix" + numbers + "step=0'"},
        {"prix:step=0.0009", "'facets' must be behind 'prix" + numbers + "step=0.0009'"},
        {"prix:step=-1", "'facets' must be behind 'prix" + numbers + "step=-1'"},
        {"prix:step=", "'facets' must be behind 'prix" + numbers + "step='"},
        {"prix:step=1..2", "'facets' must be behind 'prix" + numbers + "step=1..2'"},
        {"prix:step=1e3", "'facets' must be behind 'prix" + numbers + "step=1e3'"},
        {"prix:step=10000000000000000",
         "'facets' must be behind 'prix" + numbers + "step=10000000000000000'"},
        {"prix:20..10", "'facets' must be behind 'prix" + numbers + "20..10'"},
        {"prix:..", "'facets' must be behind 'prix" + numbers + "..'"},
        {"prix:10..<", "'facets' must be behind 'prix" + numbers + "10..<'"},
        {"date:siècle", "'facets' must be behind 'date" + days + "siècle'"},
        {"date:20", "'facets' must be behind 'date" + days + "20'"},
        {"date:name", "'facets' must be behind 'date" + days + "name'"},
        {"date:2013", "'facets' must be behind 'date" + days + "2013'"},
        {"date:2015..2013", "'facets' must be behind 'date" + days + "2015..2013'"},
        {"sortie:step=1", "'facets' must be behind 'sortie" + days + "step=1'"},
        {"date:month:by=inconnu",
         "'facets' must name a facet of this index (source, section, tags, prix, sortie), but "
         "names 'inconnu'"},
        {"prix:step=1:by=date",
         "'facets' must name a facet of this index (source, section, tags, prix, sortie), but "
         "names 'date'; days are chosen by 'date=2013-07'"},
        {"date:month:by=tags:series=21",
         "'facets' must be a whole number from 1 to 20, but is '21'"},
        {"date:month:by=tags:series=x", "'facets' must be a whole number from 1 to 20, but is 'x'"},
        {"prix:by=tags", unstepped + "prix'"},
        {"prix:10..20:by=tags", unstepped + "prix'"},
        {"date:2013..2014:by=tags", unstepped + "date'"},
    }));
    CAPTURE(value);
    CHECK_THROWS_MATCHES(parse({{"facets", value}}), Error, Catch::Message(message));
    CHECK_THROWS_MATCHES(parse_facets({{"facets", value}}, facets()), Error,
                         Catch::Message(message));
}

TEST_CASE("no more than a hundred ranges of a facet and twenty facets are counted",
          "[api][parameters]") {
    std::string ranges = "prix";
    for (int i = 0; i < 100; ++i) ranges += ":1..2";
    CHECK(requests(ranges)[0].ranges.size() == 100);
    CHECK_THROWS_MATCHES(
        requests(ranges + ":1..2"), Error,
        Catch::Message("'facets' must be at most 100 ranges of a facet, but is '101'"));

    Facets many;
    std::string names;
    for (int i = 0; i < 21; ++i) {
        many.push_back({"facette" + std::to_string(i), {}, {}, ""});
        names += (i == 0 ? "" : ",") + many.back().name;
    }
    const std::string twenty = names.substr(0, names.rfind(','));
    CHECK(parse_search({{"facets", twenty}}, many).request.facets.size() == 20);
    CHECK_THROWS_MATCHES(parse_search({{"facets", names}}, many), Error,
                         Catch::Message("'facets' must be a list of at most 20 facets, but is '" +
                                        names.substr(0, 100) + "…'"));
}

TEST_CASE("options of a facet become a request", "[api][parameters]") {
    CHECK(requests("").empty());

    const auto plain = requests("tags,section:20:name,prix:count:3");
    REQUIRE(plain.size() == 3);
    CHECK(plain[0].name == "tags");
    CHECK(plain[0].limit == 10);
    CHECK(plain[0].order == FacetOrder::count);
    CHECK_FALSE(plain[0].date_step);
    CHECK_FALSE(plain[0].number_step);
    CHECK(plain[1].limit == 20);
    CHECK(plain[1].order == FacetOrder::name);
    CHECK(plain[2].limit == 3);
    CHECK_FALSE(plain[2].number_step);

    const auto steps = requests("date:week,sortie,prix:step=2.5:by=tags:series=20");
    CHECK(steps[0].date_step == DateStep::week);
    CHECK(steps[0].by.empty());
    CHECK(steps[1].date_step == DateStep::year);
    CHECK(steps[2].number_step == 2.5);
    CHECK(steps[2].by == "tags");
    CHECK(steps[2].series == 20);
    CHECK(requests("date:day:by=source")[0].series == 5);

    const auto ranges = requests("prix:..10:10..<20:-5..-1,date:2013-07..2015:2016-W01..");
    CHECK(ranges[0].ranges == std::vector<std::string>{"..10", "10..<20", "-5..-1"});
    CHECK(ranges[1].ranges == std::vector<std::string>{"2013-07..2015", "2016-W01.."});
    CHECK_FALSE(ranges[1].date_step);
}

TEST_CASE("each way to write a step of days is its own", "[api][parameters]") {
    const auto [word, step] = GENERATE(table<std::string, DateStep>({{"year", DateStep::year},
                                                                     {"month", DateStep::month},
                                                                     {"week", DateStep::week},
                                                                     {"day", DateStep::day}}));
    CHECK(requests("date:" + word)[0].date_step == step);
    CHECK(requests("sortie:" + word)[0].date_step == step);
}

TEST_CASE("a filter takes values of the type of its facet", "[api][parameters]") {
    const std::string numbers =
        "' must be a number or a range of numbers (12.5, 10..20, 10.., ..20, 10..<20), but is '";
    const std::string days =
        "' must be a year, month, week or day, or a range of them (2013, 2013-07, 2013-W27, "
        "2013-07-01..2015), but is '";
    const std::string known =
        "' must name a facet of this index (source, section, tags, prix, sortie), but names '";
    const auto [name, value, message] = GENERATE_COPY(table<std::string, std::string, std::string>({
        {"f.inconnu", "x", "'f.inconnu" + known + "inconnu'"},
        {"not.inconnu", "x", "'not.inconnu" + known + "inconnu'"},
        {"f.", "x", "'f." + known + "'"},
        {"f.Tags", "x", "'f.Tags" + known + "Tags'"},
        {"f.date", "2013", "'f.date" + known + "date'; days are chosen by 'date=2013-07'"},
        {"f.prix", "cher", "'f.prix" + numbers + "cher'"},
        {"f.prix", "12,5", "'f.prix" + numbers + "12,5'"},
        {"f.prix", "20..10", "'f.prix" + numbers + "20..10'"},
        {"f.prix", "", "'f.prix" + numbers + "'"},
        {"not.prix", "1e3", "'not.prix" + numbers + "1e3'"},
        {"f.prix", "inf", "'f.prix" + numbers + "inf'"},
        {"f.prix", "nan..2", "'f.prix" + numbers + "nan..2'"},
        {"f.sortie", "demain", "'f.sortie" + days + "demain'"},
        {"not.sortie", "2013-W54", "'not.sortie" + days + "2013-W54'"},
        {"f.tags", "a\xFF", "'f.tags' must be UTF-8, but has the byte 0xFF at position 1"},
    }));
    CAPTURE(name, value);
    CHECK_THROWS_MATCHES(parse({{name, value}}), Error, Catch::Message(message));
    try {
        parse({{name, value}});
    } catch (const Error& error) {
        CHECK(error.parameter() == name);
    }
}

TEST_CASE("filters are read as rows of values, a row a facet", "[api][parameters]") {
    const auto selection = parse({{"f.tags", "a"},
                                  {"f.section", "Économie>Énergie > Vent"},
                                  {"f.tags", "b"},
                                  {"f.prix", "10..<20"},
                                  {"f.sortie", "2013-W27"},
                                  {"not.prix", "..-0.5"},
                                  {"not.tags", ""}})
                               .request.selection;
    REQUIRE(selection.only.size() == 4);
    CHECK(selection.only[0].name == "tags");
    CHECK(selection.only[0].values == std::vector<std::string>{"a", "b"});
    CHECK(selection.only[1].values == std::vector<std::string>{"Économie > Énergie > Vent"});
    CHECK(selection.only[2].values == std::vector<std::string>{"10..<20"});
    CHECK(selection.only[3].values == std::vector<std::string>{"2013-W27"});
    REQUIRE(selection.without.size() == 2);
    CHECK(selection.without[0].name == "prix");
    CHECK(selection.without[1].values == std::vector<std::string>{""});
}

TEST_CASE("filters may name a thousand values and not one more", "[api][parameters]") {
    const Parameters most(1000, {"f.tags", "a"});
    CHECK_NOTHROW(parse(most));
    Parameters more = most;
    more.emplace_back("f.source", "b");
    CHECK_THROWS_MATCHES(parse(more), Error,
                         Catch::Message("filters may name at most 1000 values, but name more"));
}

TEST_CASE("a query may have a thousand characters and not one more", "[api][parameters]") {
    std::string query;
    for (int i = 0; i < 1000; ++i) query += "é";
    CHECK_NOTHROW(parse({{"q", query}}));
    CHECK_THROWS_MATCHES(parse({{"q", query + "e"}}), Error,
                         Catch::Message("'q' must have at most 1000 characters, but has 1001"));
}

TEST_CASE("a parameter that is given twice is refused, a filter may repeat", "[api][parameters]") {
    CHECK_THROWS_MATCHES(parse({{"limit", "1"}, {"limit", "2"}}), Error,
                         Catch::Message("'limit' may be given once, but is given again as '2'"));
    const auto parsed = parse({{"f.tags", "a"}, {"f.tags", "b"}, {"f.section", "c"}});
    REQUIRE(parsed.request.selection.only.size() == 2);
    CHECK(parsed.request.selection.only[0].values == std::vector<std::string>{"a", "b"});
}

TEST_CASE("parameters become a request", "[api][parameters]") {
    const auto parsed = parse({{"q", "gaz"},
                               {"limit", "0"},
                               {"offset", "10000"},
                               {"sort", "-date"},
                               {"facets", "tags:20,date:month"},
                               {"not.section", "Culture"},
                               {"date", "2013-W27"},
                               {"match", "exact"},
                               {"fields", "title,id"},
                               {"fragments", "3"}});
    CHECK(parsed.request.limit == 0);
    CHECK(parsed.request.offset == 10000);
    CHECK(parsed.request.sort == search::Sort::date_descending);
    CHECK(parsed.request.facets[0].limit == 20);
    CHECK(parsed.request.facets[1].date_step == DateStep::month);
    CHECK(parsed.request.selection.without[0].name == "section");
    CHECK(parsed.request.selection.match == search::MatchLevel::exact);
    REQUIRE(parsed.request.selection.days);
    CHECK(parsed.request.selection.days->first == Day(std::chrono::year(2013) / 7 / 1));
    CHECK(parsed.request.selection.days->last == Day(std::chrono::year(2013) / 7 / 7));
    CHECK(parsed.fields == std::vector<std::string>{"id", "title"});
    CHECK(parsed.request.snippet.fragments == 3);
    CHECK(parse({}).request.limit == 10);
}

TEST_CASE("without a list every facet is counted, days by year", "[api][parameters]") {
    const auto counted = parse_facets({}, facets()).facets;
    REQUIRE(counted.size() == facets().size() + 1);
    for (std::size_t i = 0; i < facets().size(); ++i) CHECK(counted[i].name == facets()[i].name);
    CHECK(counted.back().name == "date");
    CHECK(counted.back().date_step == DateStep::year);
    CHECK(counted[4].date_step == DateStep::year);  // sortie
    CHECK(counted[3].limit == 10);
    CHECK_FALSE(counted[3].number_step);
    CHECK(parse_facets({{"facets", "tags"}}, facets()).facets.size() == 1);
}

TEST_CASE("options of a facet that do not go together are refused", "[api][parameters]") {
    const auto [facet, given] = GENERATE(table<std::string, std::string>({
        {"date", "date:month:2013..2014"},
        {"prix", "prix:step=10:0..10"},
        {"prix", "prix:5:step=10"},
        {"prix", "prix:name:0..10"},
        {"date", "date:series=3"},
    }));
    CAPTURE(given);
    CHECK_THROWS_MATCHES(
        parse_facets({{"facets", given}}, facets()), Error,
        Catch::Message("'facets' must ask for one thing of '" + facet +
                       "': values (a number, 'count' or 'name'), steps (with 'by=FACET' and "
                       "'series=5'), or ranges"));
    for (const auto* again : {"tags:5:3", "tags:name:count", "prix:step=1:step=2", "date:year:day",
                              "prix:step=10..10"}) {
        CAPTURE(again);
        CHECK_THROWS_AS(parse_facets({{"facets", again}}, facets()), Error);
    }
}

TEST_CASE("numbers of filters are written as counts write them", "[api][parameters]") {
    const auto parsed = parse_facets({{"f.prix", "12.50"}, {"f.prix", "1.0..20"}}, facets());
    CHECK(parsed.selection.only.front().values == std::vector<std::string>{"12.5", "1..20"});
}

TEST_CASE("a search among values is read with its limits", "[api][parameters]") {
    const auto plain = parse_values("tags", {}, facets()).search;
    CHECK(plain.facet == "tags");
    CHECK(plain.prefix.empty());
    CHECK_FALSE(plain.under);
    CHECK(plain.limit == 10);
    CHECK(plain.offset == 0);
    CHECK(plain.order == FacetOrder::count);

    const auto parsed = parse_values("section",
                                     {{"prefix", "Éner"},
                                      {"under", "Économie>Énergie"},
                                      {"limit", "1000"},
                                      {"offset", "1000000"},
                                      {"order", "name"},
                                      {"q", "vent"},
                                      {"f.tags", "a"},
                                      {"date", "2013"},
                                      {"match", "flexion"}},
                                     facets());
    CHECK(parsed.search.prefix == "Éner");
    CHECK(parsed.search.under == "Économie > Énergie");
    CHECK(parsed.search.limit == 1000);
    CHECK(parsed.search.offset == 1'000'000);
    CHECK(parsed.search.order == FacetOrder::name);
    CHECK(parsed.selection.query == "vent");
    CHECK(parsed.selection.only.size() == 1);
    CHECK(parsed.selection.days);
    CHECK(parsed.selection.match == search::MatchLevel::flexion);
}

TEST_CASE("a wrong search among values is refused by name", "[api][parameters]") {
    const std::string known =
        "'name' must name a facet of this index (source, section, tags, prix, sortie), but names ";
    const auto [facet, name, value,
                message] = GENERATE_COPY(table<std::string, std::string, std::string, std::string>({
        {"tags", "limit", "0", "'limit' must be a whole number from 1 to 1000, but is '0'"},
        {"tags", "limit", "1001", "'limit' must be a whole number from 1 to 1000, but is '1001'"},
        {"tags", "offset", "1000001",
         "'offset' must be a whole number from 0 to 1000000, but is '1000001'"},
        {"tags", "order", "rank", "'order' must be one of count, name, but is 'rank'"},
        {"tags", "under", "a",
         "'under' is for facets of type hierarchy, but 'tags' is of type values"},
        {"source", "under", "a",
         "'under' is for facets of type hierarchy, but 'source' is of type value"},
        {"prix", "under", "1",
         "'under' is for facets of type hierarchy, but 'prix' is of type number"},
        {"tags", "facets", "tags",
         "'facets' is no parameter of this address, which takes q, match, date, prefix, under, "
         "limit, offset, order, f.NAME, not.NAME"},
        {"inconnu", "q", "", known + "'inconnu'"},
        {"date", "q", "", known + "'date'; days are chosen by 'date=2013-07'"},
        {"a\xFF", "q", "", "'name' must be UTF-8, but is ''"},
    }));
    CAPTURE(facet, name, value);
    CHECK_THROWS_MATCHES(parse_values(facet, {{name, value}}, facets()), Error,
                         Catch::Message(message));
}

TEST_CASE("what an address needs is asked for", "[api][parameters]") {
    CHECK_THROWS_MATCHES(parse_snippet({{"q", "gaz"}}), Error,
                         Catch::Message("'id' must be the id of an article, but is missing"));
    CHECK_THROWS_MATCHES(
        parse_analyze({}), Error,
        Catch::Message("'text' must be the text to cut into words, but is missing"));
    CHECK_THROWS_MATCHES(
        parse_snippet({{"id", "a"}, {"length", "39"}}), Error,
        Catch::Message("'length' must be a whole number from 40 to 1000, but is '39'"));
}
