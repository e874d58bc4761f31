// What api/openapi.yaml says of facets, against an index that has facets of every type.

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "api/described_service.hpp"
#include "api/parameters.hpp"
#include "api/problem.hpp"
#include "search/facet_names.hpp"
#include "search/histogram.hpp"

using namespace kiosque;
using namespace kiosque::test;

TEST_CASE("the facets of an index without a configuration are those of the document", "[openapi]") {
    const test::TestIndex index(Running::articles(), indexer::IndexerConfig{});
    search::Engine engine(index.path());
    REQUIRE(engine.refresh());
    const api::Service service(engine, {});
    const Json stats = Json::parse(ask_of(service, "/v1/stats", {}, "GET").body);
    Json served;
    for (const auto& facet : stats["facets"]) {
        served[facet["origin"].get<std::string>()].push_back(facet["name"]);
    }
    const Json& name =
        document()["components"]["schemas"]["FacetDescription"]["properties"]["name"];
    CHECK(served == Json{{"declared", name["x-declared"]}, {"derived", name["x-derived"]}});
}

TEST_CASE("every facet of an index takes the options of its type, and no other", "[openapi]") {
    const Json& facets = document()["components"]["parameters"]["facets"];
    const Json& options = facets["x-options"];
    std::set<std::string> all = {":", ":0", ":-1", ":inconnu", ":step=0", ":by=inconnu"};
    for (const auto& row : options) all.insert(row.begin(), row.end());
    for (const std::string path : {"/v1/search", "/v1/facets"}) {
        for (const auto& facet : served_facets()) {
            const std::string name = facet["name"];
            CHECK(takes(path, facets, name));
            CHECK_FALSE(takes(path, facets, name + "," + name));
            const Json& own = options.at(facet["type"].get<std::string>());
            for (const auto& option : all) {
                CAPTURE(path, name, option);
                const Json text = name + option;
                const bool is_own = std::find(own.begin(), own.end(), option) != own.end();
                CHECK(takes(path, facets, text) == is_own);
                CHECK((!is_own || misfit(text, facets["schema"]["items"], "").empty()));
            }
        }
        CHECK_FALSE(takes(path, facets, "inconnu"));
    }
    for (const auto& kind : index::kFacetKinds) CHECK(options.contains(kind.first));
}

TEST_CASE("the limits of the facets are those of the document", "[openapi]") {
    const Json& facets = document()["components"]["parameters"]["facets"];
    const std::size_t values = facets["x-max-values"];
    CHECK(takes("/v1/facets", facets, "tags:" + std::to_string(values)));
    CHECK_FALSE(takes("/v1/facets", facets, "tags:" + std::to_string(values + 1)));
    const std::size_t series = facets["x-max-series"];
    const std::string stack = "date:year:by=tags:series=";
    CHECK(takes("/v1/facets", facets, stack + std::to_string(series)));
    CHECK_FALSE(takes("/v1/facets", facets, stack + std::to_string(series + 1)));
    CHECK_FALSE(takes("/v1/facets", facets, stack + "0"));
    std::string ranges = "prix";
    const std::size_t most = facets["x-max-ranges"];
    for (std::size_t i = 0; i < most; ++i) ranges += ":" + std::to_string(i) + "..";
    CHECK(takes("/v1/facets", facets, ranges));
    CHECK_FALSE(takes("/v1/facets", facets, ranges + ":5..6"));
    CHECK(facets["schema"]["maxItems"] == api::kMaxFacets);

    const Json& filters = document()["components"]["parameters"]["filters"];
    const std::size_t most_values = filters["x-max-values"];
    Json list(most_values, "a");
    CHECK(takes("/v1/search", filters, {{"f.tags", list}, {"not.tags", list}}));
    list.push_back("a");
    CHECK_FALSE(takes("/v1/search", filters, {{"f.tags", list}}));
    CHECK_FALSE(takes("/v1/search", filters, {{"not.tags", list}}));
    CHECK(std::to_string(search::Histogram::kMostBuckets) == "10000");  // as the text says
}

TEST_CASE("every facet but that of dates is a filter for the values of its type", "[openapi]") {
    const Json& filters = document()["components"]["parameters"]["filters"];
    for (const std::string path : {"/v1/search", "/v1/facets", "/v1/facets/{name}"}) {
        for (const auto& facet : served_facets()) {
            for (const std::string prefix : {"f.", "not."}) {
                const std::string name = prefix + facet["name"].get<std::string>();
                const std::string type = facet["type"];
                CAPTURE(path, name);
                const bool is_filter = facet["name"] != search::kDateFacetName;
                for (const auto& value : filters["x-values"][type]) {
                    const Json given = {{name, {value}}};
                    CHECK(takes(path, filters, given) == is_filter);
                    CHECK(misfit(given, filters["schema"], "") == "");
                }
                CHECK(takes(path, filters, {{name, filters["x-values"][type]}}) == is_filter);
                const bool is_text = type != "number" && type != "date";
                CHECK(takes(path, filters, {{name, {"inconnu"}}}) == (is_text && is_filter));
            }
        }
    }
}

TEST_CASE("values of a facet are listed for all but that of dates, below one in hierarchies",
          "[openapi]") {
    for (const auto& facet : served_facets()) {
        const std::string path = "/v1/facets/" + facet["name"].get<std::string>();
        CAPTURE(path);
        CHECK(ask(path, {}).status == (facet["name"] == search::kDateFacetName ? 400 : 200));
        const bool has_levels = facet["type"] == "hierarchy";
        CHECK(ask(path, {{"under", "Économie"}}).status == (has_levels ? 200 : 400));
    }
    CHECK(ask("/v1/facets/inconnu", {}).status == 400);
}
