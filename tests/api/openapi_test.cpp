// api/openapi.yaml against the service that it describes: addresses, parameters and their limits,
// errors, and the shape of real answers.

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>
#include <nlohmann/json.hpp>

#include "api/parameters.hpp"
#include "api/problem.hpp"
#include "api/service.hpp"
#include "search/facet_names.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using Json = nlohmann::json;

namespace {

Json as_json(const YAML::Node& node) {
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const auto& item : node) list.push_back(as_json(item));
        return list;
    }
    if (node.IsMap()) {
        Json object = Json::object();
        for (const auto& row : node) object[row.first.as<std::string>()] = as_json(row.second);
        return object;
    }
    const auto text = node.IsNull() ? std::string("null") : node.as<std::string>();
    const bool is_plain = node.Tag() == "?" || node.IsNull();
    // What JSON reads as a number, a truth value or null, YAML does too; all else is text.
    const Json value = is_plain ? Json::parse(text, nullptr, false) : Json();
    return is_plain && !value.is_discarded() ? value : Json(text);
}

const Json& document() {
    static const Json whole = as_json(YAML::LoadFile(KIOSQUE_SOURCE "/api/openapi.yaml"));
    return whole;
}

/// The object itself, or what its $ref names.
const Json& resolved(const Json& object) {
    if (!object.contains("$ref")) return object;
    const auto pointer = object["$ref"].get<std::string>().substr(1);
    return document().at(Json::json_pointer(pointer));
}

/// What of `value` does not fit `schema`; empty when all does. Knows the words that the document
/// uses.
std::string misfit(const Json& value, const Json& given, const std::string& where) {
    const Json& schema = resolved(given);
    const auto has_type = [&](const Json& type) {
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        return type == "array" ? value.is_array() : value.is_object();
    };
    if (schema.contains("type")) {
        const Json types = schema["type"].is_array() ? schema["type"] : Json{schema["type"]};
        if (std::none_of(types.begin(), types.end(), has_type)) {
            return where + " is not " + types.dump() + " but " + value.dump();
        }
    }
    if (schema.contains("const") && value != schema["const"]) return where + " is another constant";
    if (schema.contains("enum")) {
        const Json& words = schema["enum"];
        if (std::find(words.begin(), words.end(), value) == words.end()) {
            return where + " is no word of " + words.dump();
        }
    }
    if (value.is_array() && schema.contains("items")) {
        for (const auto& item : value) {
            if (auto found = misfit(item, schema["items"], where + "[]"); !found.empty())
                return found;
        }
    }
    if (value.is_object()) {
        for (const auto& name : schema.value("required", Json::array())) {
            if (!value.contains(name)) return where + " lacks " + name.get<std::string>();
        }
        const Json properties = schema.value("properties", Json::object());
        const Json others = schema.value("additionalProperties", Json(true));
        for (const auto& [name, member] : value.items()) {
            const std::string place = where + "." + name;
            if (!properties.contains(name) && others == false) return place + " is not described";
            const Json rule = properties.contains(name) ? properties[name]
                              : others.is_object()      ? others
                                                        : Json::object();
            if (auto found = misfit(member, rule, place); !found.empty()) return found;
        }
    }
    if (schema.contains("oneOf")) {
        const auto fits = [&](const Json& each) { return misfit(value, each, where).empty(); };
        if (std::count_if(schema["oneOf"].begin(), schema["oneOf"].end(), fits) != 1) {
            return where + " is not exactly one of those described";
        }
    }
    return {};
}

/// The service without an index: what it accepts is answered by 503, what it refuses by 400.
api::Response ask_without_index(const std::string& path, const api::Parameters& parameters,
                                const std::string& method = "GET") {
    static const test::TemporaryFolder empty_folder;
    static const search::Engine engine(empty_folder.path());
    static const api::Service service(engine, {});
    api::Request request;
    request.method = method;
    request.path = path;
    request.parameters = parameters;
    return service.handle(request);
}

bool is_accepted(const std::string& path, const api::Parameters& parameters) {
    const int status = ask_without_index(path, parameters).status;
    REQUIRE((status == 200 || status == 400 || status == 503));
    return status != 400;
}

std::set<std::string> described_paths() {
    std::set<std::string> paths;
    for (const auto& row : document()["paths"].items()) paths.insert(row.key());
    return paths;
}

/// The addresses of the service, as it names them to who has lost his way.
std::set<std::string> served_paths() {
    const Json problem = Json::parse(ask_without_index("/lost", {}).body);
    std::string list = problem["detail"];
    const std::string before = "the addresses are ";
    list = list.substr(list.find(before) + before.size());
    list = list.substr(0, list.find(" and / "));
    std::set<std::string> paths;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(", ", at), list.size());
        paths.insert(list.substr(at, end - at));
        at = end + 2;
    }
    return paths;
}

/// The parameters of an address, without those that stand in its path.
std::vector<Json> query_parameters(const std::string& path) {
    std::vector<Json> found;
    for (const auto& each : document()["paths"][path].value("parameters", Json::array())) {
        if (resolved(each)["in"] == "query") found.push_back(resolved(each));
    }
    return found;
}

std::string as_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// A parameter and its value as they stand in a URL.
api::Parameters in_url(const Json& parameter, const Json& value) {
    const std::string name = parameter["name"];
    if (!value.is_array()) return {{name, as_text(value)}};
    api::Parameters rows;
    std::string list;
    for (const auto& each : value) {
        rows.emplace_back(name, as_text(each));
        list += (list.empty() ? "" : ",") + as_text(each);
    }
    return parameter.value("explode", true) ? rows : api::Parameters{{name, list}};
}

/// The parameters that an address cannot do without, but for `name`.
api::Parameters required_beside(const std::string& path, const std::string& name) {
    api::Parameters rows;
    for (const auto& each : query_parameters(path)) {
        if (!each.value("required", false) || each["name"] == name) continue;
        const auto own = in_url(each, each["example"]);
        rows.insert(rows.end(), own.begin(), own.end());
    }
    return rows;
}

bool takes(const std::string& path, const Json& parameter, const Json& value) {
    api::Parameters rows = required_beside(path, parameter["name"]);
    const auto own = in_url(parameter, value);
    rows.insert(rows.end(), own.begin(), own.end());
    return is_accepted(path, rows);
}

bool ignores_parameters(const std::string& path) {
    return document()["paths"][path].value("x-ignores-parameters", false);
}

/// A path that can be asked for.
std::string example_path(std::string path) {
    const std::size_t at = path.find("{id}");
    return at == std::string::npos ? path
                                   : path.replace(at, 4, "energie/parc-eolien-de-zhanatas.md");
}

/// Calls `check(path, parameter)` for every parameter of every address.
template <typename Check>
void for_each_parameter(Check check) {
    for (const auto& path : described_paths()) {
        for (const auto& parameter : query_parameters(path)) {
            CAPTURE(path, parameter["name"].get<std::string>());
            check(path, parameter);
        }
    }
}

}  // namespace

TEST_CASE("the document describes every address of the service, and no other", "[openapi]") {
    CHECK(described_paths() == served_paths());
}

TEST_CASE("every described address takes GET and HEAD, and refuses what is not described",
          "[openapi]") {
    for (const auto& path : described_paths()) {
        CAPTURE(path);
        CHECK(document()["paths"][path].contains("get"));
        CHECK(document()["paths"][path].contains("head"));
        const std::string address = example_path(path);
        const auto required = required_beside(path, "");
        CHECK(ask_without_index(address, required).status ==
              ask_without_index(address, required, "HEAD").status);
        const auto refused = ask_without_index(address, required, "POST");
        CHECK(refused.status == 405);
        const Json allow = document()["components"]["headers"]["Allow"]["schema"]["const"];
        REQUIRE_FALSE(refused.headers.empty());
        CHECK(refused.headers.front() ==
              std::pair<std::string, std::string>("Allow", allow.get<std::string>()));
    }
}

TEST_CASE("an address that needs the index is described with the 503 of a server without one",
          "[openapi]") {
    for (const auto& path : described_paths()) {
        CAPTURE(path);
        const int status = ask_without_index(example_path(path), required_beside(path, "")).status;
        const Json& responses = document()["paths"][path]["get"]["responses"];
        CHECK(responses.contains("503") == (status == 503));
        // What stands in the index may be unchanged; what does not has no ETag.
        CHECK(responses.contains("304") == (status == 503));
    }
}

TEST_CASE("every described parameter is taken with its example and its default", "[openapi]") {
    for_each_parameter([](const std::string& path, const Json& parameter) {
        REQUIRE(parameter.contains("example"));
        CHECK(misfit(parameter["example"], parameter["schema"], "example").empty());
        CHECK(takes(path, parameter, parameter["example"]));
        if (parameter["schema"].contains("default")) {
            CHECK(takes(path, parameter, parameter["schema"]["default"]));
        }
    });
}

TEST_CASE("a parameter that an address is not described with is refused by it", "[openapi]") {
    std::set<std::string> all = {"inconnu", "f.inconnu", "not.date", "Q", ""};
    for_each_parameter([&](const std::string&, const Json& each) { all.insert(each["name"]); });
    for (const auto& path : described_paths()) {
        if (ignores_parameters(path)) continue;
        std::set<std::string> own;
        for (const auto& each : query_parameters(path)) own.insert(each["name"]);
        for (const auto& name : all) {
            if (own.contains(name)) continue;
            CAPTURE(path, name);
            api::Parameters rows = required_beside(path, "");
            rows.emplace_back(name, "1");
            CHECK_FALSE(is_accepted(example_path(path), rows));
        }
    }
}

TEST_CASE("an address is said to ignore parameters only where it does", "[openapi]") {
    for (const auto& path : described_paths()) {
        CAPTURE(path);
        api::Parameters rows = required_beside(path, "");
        rows.emplace_back("inconnu", "1");
        CHECK(is_accepted(example_path(path), rows) == ignores_parameters(path));
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
    const auto words_of = [](const std::string& path, const std::string& name) {
        for (const auto& each : query_parameters(path)) {
            if (each["name"] == name) return each;
        }
        return Json();
    };
    CHECK(words_of("/v1/search", "fields")["schema"]["items"]["enum"] == Json(api::hit_fields()));
    CHECK(words_of("/v1/search", "facets")["x-facets"] == Json(search::facet_names()));
    std::set<std::string> filters;
    for (const auto& name : search::facet_names()) {
        if (name == search::kDateFacetName) continue;
        filters.insert("f." + name);
        filters.insert("not." + name);
    }
    std::set<std::string> described;
    for (const auto& each : query_parameters("/v1/search")) {
        const std::string name = each["name"];
        if (name.find('.') != std::string::npos) described.insert(name);
    }
    CHECK(described == filters);
}

TEST_CASE("facets are taken with each described name, step and limit, and none beyond",
          "[openapi]") {
    const Json& facets = document()["components"]["parameters"]["facets"];
    const int most = facets["x-max-values"];
    for (const std::string path : {"/v1/search", "/v1/facets"}) {
        for (const auto& each : facets["x-facets"]) {
            const std::string name = each;
            CAPTURE(path, name);
            CHECK(takes(path, facets, name));
            const bool is_date = name == search::kDateFacetName;
            CHECK(takes(path, facets, name + ":" + std::to_string(most)) != is_date);
            CHECK_FALSE(takes(path, facets, name + ":" + std::to_string(most + 1)));
            CHECK_FALSE(takes(path, facets, name + ":0"));
            CHECK_FALSE(takes(path, facets, name + "," + name));
            for (const auto& step : facets["x-steps"]) {
                CHECK(takes(path, facets, name + ":" + step.get<std::string>()) == is_date);
            }
        }
        CHECK_FALSE(takes(path, facets, "inconnu"));
        CHECK_FALSE(takes(path, facets, "date:decade"));
    }
    CHECK(facets["schema"]["maxItems"] == api::kMaxFacets);
    CHECK(most == static_cast<int>(api::kMaxFacetValues));
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
    CHECK(named == 12);
    CHECK_FALSE(takes("/v1/search", date, "demain"));
}

TEST_CASE("the problems of the document are those of the table, each with its own row",
          "[openapi]") {
    Json expected = Json::array();
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
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
    Article bare = test::article("bare", "Un titre", "Un parc éolien.");
    Article full = test::article("eau/full", "Le parc", "Le grand parc éolien. Une éolienne.");
    full.date = Day(std::chrono::days(19'000));
    full.url = "https://www.example.org/parc";
    full.source = "Kiosque Terrain";
    full.authors = {"Pôle énergie", "Rédaction"};
    full.section = "Énergie";
    full.tags = {"Chine", "Kazakhstan"};
    full.description = "Un parc.";
    full.language = "fr";
    const test::TestIndex index({bare, full});
    search::Engine engine(index.path());
    REQUIRE(engine.refresh());
    const api::Service service(engine, {});

    const auto [path, parameters] = GENERATE(table<std::string, api::Parameters>({
        {"/v1/search", {{"q", "parc éolien"}, {"facets", "tags,date:week"}, {"limit", "1"}}},
        {"/v1/search", {{"fields", "id,facets"}}},
        {"/v1/search", {{"q", "introuvable"}, {"limit", "0"}}},
        {"/v1/facets", {{"q", "parc"}, {"f.tags", "Chine"}}},
        {"/v1/snippet", {{"id", "eau/full"}, {"q", "parc"}, {"fragments", "2"}}},
        {"/v1/articles/{id}", {}},
        {"/v1/analyze", {{"text", "L’énergie du S.N.C.F. à 4 700 m"}}},
        {"/v1/stats", {}},
        {"/healthz", {}},
        {"/readyz", {}},
    }));
    CAPTURE(path);
    for (const std::string id : {"bare", "eau/full"}) {
        api::Request request;
        request.path = path;
        if (const auto at = path.find("{id}"); at != std::string::npos) {
            request.path.replace(at, 4, id);
        }
        request.parameters = parameters;
        const api::Response response = service.handle(request);
        REQUIRE(response.status == 200);
        const Json& described =
            resolved(document()["paths"][path]["get"]["responses"]["200"])["content"];
        REQUIRE(described.contains(response.content_type));
        const Json& schema = described[response.content_type]["schema"];
        CHECK(misfit(Json::parse(response.body), schema, "answer") == "");
    }
}
