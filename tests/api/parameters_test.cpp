#include "api/parameters.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::api;

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
         "'date' must be a year, month or day (2013, 2013-07, 2013-07-01), a range of them "
         "(2013-07-01..2015), the same in words (mars 2024), aujourd'hui, hier or a span back from "
         "today (-7j, -2s, -6m, -1a), but is '2013-13'"},
        {"facets", "inconnu",
         "'facets' must name a facet of this index (source, auteur, section, tags, date), but "
         "names 'inconnu'"},
        {"facets", "tags:0", "'facets' must be a whole number from 1 to 1000, but is '0'"},
        {"facets", "date:siècle",
         "'facets' must be one of year, month, week, day, but is 'siècle'"},
        {"facets", "tags,tags",
         "'facets' must be a list that names each facet once, but is "
         "'tags,tags'"},
        {"f.inconnu", "x",
         "'f.inconnu' must name a facet of this index (source, auteur, section, tags), but names "
         "'inconnu'"},
        {"f.date", "2013",
         "'f.date' must name a facet of this index (source, auteur, section, tags), but names "
         "'date'; days are chosen by 'date=2013-07'"},
        {"fragments", "0", "'fragments' must be a whole number from 1 to 10, but is '0'"},
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
    CHECK_THROWS_MATCHES(parse_search({{name, value}}), Error, Catch::Message(message));
    try {
        parse_search({{name, value}});
    } catch (const Error& error) {
        CHECK(error.parameter() == name);
        CHECK(error.code() == ErrorCode::invalid_parameter);
    }
}

TEST_CASE("a query may have a thousand characters and not one more", "[api][parameters]") {
    std::string query;
    for (int i = 0; i < 1000; ++i) query += "é";
    CHECK_NOTHROW(parse_search({{"q", query}}));
    CHECK_THROWS_MATCHES(parse_search({{"q", query + "e"}}), Error,
                         Catch::Message("'q' must have at most 1000 characters, but has 1001"));
}

TEST_CASE("a parameter that is given twice is refused, a filter may repeat", "[api][parameters]") {
    CHECK_THROWS_MATCHES(parse_search({{"limit", "1"}, {"limit", "2"}}), Error,
                         Catch::Message("'limit' may be given once, but is given again as '2'"));
    const auto parsed = parse_search({{"f.tags", "a"}, {"f.tags", "b"}, {"f.section", "c"}});
    REQUIRE(parsed.request.selection.only.size() == 2);
    CHECK(parsed.request.selection.only[0].values == std::vector<std::string>{"a", "b"});
}

TEST_CASE("parameters become a request", "[api][parameters]") {
    const auto parsed = parse_search({{"q", "gaz"},
                                      {"limit", "0"},
                                      {"offset", "10000"},
                                      {"sort", "-date"},
                                      {"facets", "tags:20,date:month"},
                                      {"not.section", "Culture"},
                                      {"date", "2013"},
                                      {"match", "exact"},
                                      {"fields", "title,id"},
                                      {"fragments", "3"}});
    CHECK(parsed.request.limit == 0);
    CHECK(parsed.request.offset == 10000);
    CHECK(parsed.request.sort == search::Sort::date_descending);
    CHECK(parsed.request.facets[0].limit == 20);
    CHECK(parsed.request.facets[1].step == search::DateStep::month);
    CHECK(parsed.request.selection.without[0].name == "section");
    CHECK(parsed.request.selection.match == search::MatchLevel::exact);
    CHECK(parsed.fields == std::vector<std::string>{"id", "title"});
    CHECK(parsed.request.snippet.fragments == 3);
    CHECK(parse_search({}).request.limit == 10);
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
