// api/openapi.yaml against the service that it describes: addresses, parameters and their limits,
// errors, and the shape of real answers.

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

TEST_CASE("the document describes every address of the service, and no other", "[openapi]") {
    CHECK(described_paths() == served_paths());
}

TEST_CASE("an address takes the methods that are described, and refuses others with Allow",
          "[openapi]") {
    for (const auto& path : described_paths()) {
        CAPTURE(path);
        const Json& described = document()["paths"][path];
        CHECK(described.contains("get") == described.contains("head"));
        std::string allowed;
        for (const std::string method : {"get", "head", "post", "put", "delete"}) {
            if (!described.contains(method)) continue;
            std::string name = method;
            std::transform(name.begin(), name.end(), name.begin(), ::toupper);
            allowed += name + ", ";
        }
        allowed += "OPTIONS";
        const std::string address = example_path(path);
        const auto required = required_beside(path, "");
        CHECK(ask_without_index(address, required, "GET").status ==
              ask_without_index(address, required, "HEAD").status);
        const auto refused = ask_without_index(address, required, "PATCH");
        CHECK(refused.status == 405);
        const Json allow = document()["components"]["headers"]["Allow"]["schema"]["enum"];
        CHECK(std::find(allow.begin(), allow.end(), allowed) != allow.end());
        REQUIRE_FALSE(refused.headers.empty());
        CHECK(refused.headers.front() == std::pair<std::string, std::string>("Allow", allowed));
    }
}

TEST_CASE("an address that needs the index is described with the 503 of a server without one",
          "[openapi]") {
    for (const auto& path : read_paths()) {
        CAPTURE(path);
        const int status = ask_without_index(example_path(path), required_beside(path, "")).status;
        const Json& responses = document()["paths"][path]["get"]["responses"];
        CHECK(responses.contains("503") == (status == 503));
        // What stands in the index may be unchanged; what does not has no ETag.
        CHECK(responses.contains("304") == (status == 503));
    }
}

TEST_CASE("wherever a key or patience may be wanted that is described", "[openapi]") {
    for (const auto& path : described_paths()) {
        const bool is_open = path == "/healthz" || path == "/readyz";
        for (const auto& [method, operation] : document()["paths"][path].items()) {
            const bool has_body = method != "head" && operation.is_object();
            if (!has_body || !operation.contains("responses")) continue;
            CAPTURE(path, method);
            CHECK(operation["responses"].contains("429") != is_open);
            CHECK(operation["responses"].contains("401") != is_open);
        }
    }
}

TEST_CASE("every described parameter is taken with its example and its default", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        REQUIRE(parameter.contains("example"));
        CHECK(misfit(parameter["example"], parameter["schema"], "example") == "");
        const std::string type = parameter.value("x-facet-type", "");
        const auto address = type.empty() ? path : "/v1/facets/" + facet_of_type(type);
        CHECK(takes(address, parameter, parameter["example"]));
        if (parameter["schema"].contains("default")) {
            CHECK(takes(path, parameter, parameter["schema"]["default"]));
        }
    });
}

TEST_CASE("a parameter that an address is not described with is refused by it", "[openapi]") {
    std::set<std::string> all = {"inconnu", "f.inconnu", "f.", "f.date", "not.date", "Q", ""};
    const auto names_of = [](const Json& parameter) {
        std::set<std::string> names;
        for (const auto& row : in_url(parameter, parameter["example"])) names.insert(row.first);
        return names;
    };
    for_each_parameter([&](const std::string&, const Json& each) {
        all.merge(names_of(each));
        all.insert(each["name"].get<std::string>());
    });
    for (const auto& path : read_paths()) {
        if (ignores_parameters(path)) continue;
        std::set<std::string> own;
        for (const auto& each : query_parameters(path)) own.merge(names_of(each));
        for (const auto& name : all) {
            if (own.contains(name)) continue;
            CAPTURE(path, name);
            api::Parameters rows = required_beside(path, "");
            rows.emplace_back(name, "1");
            CHECK_FALSE(is_accepted(path, rows));
        }
    }
}

TEST_CASE("an address is said to ignore parameters only where it does", "[openapi]") {
    for (const auto& path : read_paths()) {
        CAPTURE(path);
        api::Parameters rows = required_beside(path, "");
        rows.emplace_back("inconnu", "1");
        CHECK(is_accepted(path, rows) == ignores_parameters(path));
    }
}

TEST_CASE("a parameter that is described as required cannot be left out or empty", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        if (!parameter.value("required", false)) return;
        CHECK_FALSE(is_accepted(path, required_beside(path, parameter["name"])));
        CHECK_FALSE(takes(path, parameter, ""));
    });
}

TEST_CASE("a number is taken up to its described limits and refused one beyond", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        const Json& schema = parameter["schema"];
        if (schema["type"] != "integer") return;
        const int lowest = schema["minimum"];
        const int highest = schema["maximum"];
        CHECK(takes(path, parameter, lowest));
        CHECK(takes(path, parameter, highest));
        CHECK_FALSE(takes(path, parameter, lowest - 1));
        CHECK_FALSE(takes(path, parameter, highest + 1));
        CHECK_FALSE(takes(path, parameter, "dix"));
        CHECK_FALSE(takes(path, parameter, ""));
    });
}

TEST_CASE("a parameter takes each of its described words and no other", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        const Json& schema = parameter["schema"];
        const bool is_list = schema["type"] == "array";
        const Json& words = is_list ? schema["items"] : schema;
        if (!words.contains("enum")) return;
        for (const auto& word : words["enum"]) {
            CAPTURE(word.get<std::string>());
            CHECK(takes(path, parameter, word));
        }
        CHECK_FALSE(takes(path, parameter, "inconnu"));
        CHECK_FALSE(takes(path, parameter, ""));
        if (is_list) CHECK(takes(path, parameter, words["enum"]));
    });
}

TEST_CASE("the words of the document are those of the code, in the same order", "[openapi]") {
    for (const auto& each : query_parameters("/v1/search")) {
        if (each["name"] == "fields") {
            CHECK(each["schema"]["items"]["enum"] == Json(api::hit_fields()));
        }
    }
    const Json& facet = document()["components"]["schemas"]["FacetDescription"]["properties"];
    Json kinds = Json::array();
    for (const auto& row : index::kFacetKinds) kinds.push_back(row.first);
    CHECK(facet["type"]["enum"] == kinds);
    Json origins = Json::array();
    for (const auto& row : index::kFacetOrigins) origins.push_back(row.first);
    CHECK(facet["origin"]["enum"] == origins);
}

TEST_CASE("texts are taken up to their described length and refused one beyond", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        const Json& schema = parameter["schema"];
        if (schema.contains("maxLength")) {  // in characters
            const std::size_t most = schema["maxLength"];
            std::string text;
            for (std::size_t i = 0; i < most; ++i) text += "é";
            CHECK(takes(path, parameter, text));
            CHECK_FALSE(takes(path, parameter, text + "e"));
        }
        if (parameter.contains("x-max-bytes")) {
            const std::size_t most = parameter["x-max-bytes"];
            CHECK(takes(path, parameter, std::string(most, 'e')));
            CHECK_FALSE(takes(path, parameter, std::string(most + 1, 'e')));
        }
    });
}

TEST_CASE("every way to write days that the document names is taken", "[openapi]") {
    const Json& date = document()["components"]["parameters"]["date"];
    const std::string description = date["description"];
    int named = 0;
    for (std::size_t at = 0; (at = description.find('`', at)) != std::string::npos; ++named) {
        const std::size_t end = description.find('`', at + 1);
        const std::string days = description.substr(at + 1, end - at - 1);
        CAPTURE(days);
        CHECK(takes("/v1/search", date, days));
        at = end + 1;
    }
    CHECK(named == 14);
    CHECK_FALSE(takes("/v1/search", date, "demain"));
}

TEST_CASE("the problems of the document are those of the table, each with its own row",
          "[openapi]") {
    Json expected = Json::array();
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        if (code == ErrorCode::check_failed || code == ErrorCode::interrupted) continue;  // indexer
        REQUIRE(api::problem_row(code).code == code);
        const Json body = Json::parse(api::problem(Error(code, "detail")).body);
        CHECK(misfit(body, document()["components"]["schemas"]["Problem"], "problem").empty());
        expected.push_back({{"properties",
                             {{"type", {{"const", body["type"]}}},
                              {"title", {{"const", body["title"]}}},
                              {"status", {{"const", body["status"]}}}}}});
    }
    CHECK(document()["components"]["schemas"]["Problem"]["oneOf"] == expected);
}

TEST_CASE("the examples of the document fit its schemas", "[openapi]") {
    for (const auto& [name, response] : document()["components"]["responses"].items()) {
        const Json contents = response.value("content", Json::object());
        for (const auto& [type, content] : contents.items()) {
            CAPTURE(name, type);
            REQUIRE(content.contains("example"));
            CHECK(misfit(content["example"], content["schema"], name) == "");
            if (name.ends_with("Answer")) CHECK(type == "application/json");
        }
    }
}

TEST_CASE("real answers have the described form", "[openapi]") {
    const auto [path, parameters] = GENERATE(table<std::string, api::Parameters>({
        {"/v1/search", {{"q", "parc éolien"}, {"facets", "tags,date:week"}, {"limit", "1"}}},
        {"/v1/search", {{"fields", "id,facets"}, {"facets", "prix:step=10:by=tags,sortie:month"}}},
        {"/v1/search", {{"q", "introuvable"}, {"limit", "0"}, {"facets", "prix,date,section"}}},
        {"/v1/search", {{"q", "parc"}, {"explain", "1"}}},
        {"/v1/facets", {{"q", "parc"}, {"f.tags", "Chine"}}},
        {"/v1/facets", {{"facets", "prix:..10:10..,date:2013..:..2012"}, {"f.prix", "10.."}}},
        {"/v1/facets/{name}", {{"limit", "1"}, {"f.tags", "Chine"}}},
        {"/v1/facets/{name}", {{"prefix", "introuvable"}}},
        {"/v1/snippet", {{"id", kFullArticle}, {"q", "parc"}, {"fragments", "2"}}},
        {"/v1/articles/{id}", {}},
        {"/v1/analyze", {{"text", "L’énergie du S.N.C.F. à 4 700 m"}}},
        {"/v1/stats", {}},
        {"/healthz", {}},
        {"/readyz", {}},
    }));
    CAPTURE(path);
    std::vector<std::string> addresses = {example_path(path)};
    if (path == "/v1/articles/{id}") addresses.emplace_back("/v1/articles/bare");
    for (const auto& address : addresses) {
        const api::Response response = ask(address, parameters);
        REQUIRE(response.status == 200);
        const Json& described =
            resolved(document()["paths"][path]["get"]["responses"]["200"])["content"];
        REQUIRE(described.contains(response.content_type));
        const Json& schema = described[response.content_type]["schema"];
        CHECK(misfit(Json::parse(response.body), schema, "answer") == "");
    }
}

TEST_CASE("a refused parameter is answered as described", "[openapi]") {
    const auto response = ask("/v1/search", {{"facets", "inconnu"}});
    CHECK(response.status == 400);
    CHECK(response.content_type == "application/problem+json");
    CHECK(misfit(Json::parse(response.body), document()["components"]["schemas"]["Problem"],
                 "problem") == "");
}
