// api/openapi.yaml against the service that it describes: addresses, parameters and their limits,
// errors, and the shape of real answers.

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>
#include <nlohmann/json.hpp>

#include "api/parameters.hpp"
#include "api/problem.hpp"
#include "api/service.hpp"
#include "search/facet_names.hpp"
#include "search/histogram.hpp"
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
    const auto has_pattern = [](const Json& pattern, const std::string& text) {
        return std::regex_search(text, std::regex(pattern.get<std::string>()));
    };
    if (value.is_string() && schema.contains("pattern") && !has_pattern(schema["pattern"], value)) {
        return where + " does not have the described pattern, but is " + value.dump();
    }
    if (value.is_array()) {
        if (value.size() < schema.value("minItems", 0U)) return where + " is too short";
        if (value.size() > schema.value("maxItems", value.size())) return where + " is too long";
        for (const auto& item : value) {
            if (!schema.contains("items")) break;
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
            const Json names = schema.value("propertyNames", Json::object());
            if (names.contains("pattern") && !has_pattern(names["pattern"], name)) {
                return place + " is no name of those described";
            }
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

api::Response ask_of(const api::Service& service, const std::string& path,
                     const api::Parameters& parameters, const std::string& method) {
    api::Request request;
    request.method = method;
    request.path = path;
    request.parameters = parameters;
    return service.handle(request);
}

/// The service without an index.
api::Response ask_without_index(const std::string& path, const api::Parameters& parameters,
                                const std::string& method = "GET") {
    static const test::TemporaryFolder empty_folder;
    static const search::Engine engine(empty_folder.path());
    static const api::Service service(engine, {});
    return ask_of(service, path, parameters, method);
}

constexpr const char* kFullArticle = "energie/parc-eolien-de-zhanatas.md";

/// An index with facets of every type and origin, over an article that has a value of each and one
/// that has none.
struct Running {
    static std::vector<Article> articles() {
        Article bare = test::article("bare", "Un titre", "Un parc éolien.");
        Article full = test::article(kFullArticle, "Le parc",
                                     "Le grand parc éolien du Kazakhstan. Une éolienne.");
        full.date = Day(std::chrono::days(19'000));
        full.url = "https://www.example.org/parc";
        full.source = "Kiosque Terrain";
        full.authors = {"Pôle énergie", "Rédaction"};
        full.section = "Économie > Énergie";
        full.tags = {"Chine", "Kazakhstan"};
        full.description = "Un parc.";
        full.language = "fr";
        full.more = {{"format", {"brève"}},
                     {"matiere", {"Vent > Éoliennes"}},
                     {"prix", {"12,50", "1 200"}},
                     {"sortie", {"2024-07-03"}},
                     {"sujet", {"vent", "steppe"}}};
        return {bare, full};
    }
    static indexer::IndexerConfig config() {
        const auto facet = [](const std::string& name, index::FacetKind kind,
                              const std::string& label) {
            return indexer::ConfiguredFacet{{name, kind, index::FacetOrigin::configured, label},
                                            {name}};
        };
        indexer::IndexerConfig made;
        made.facets = {facet("format", index::FacetKind::value, ""),
                       facet("matiere", index::FacetKind::hierarchy, "Matière"),
                       facet("prix", index::FacetKind::number, "Prix (€)"),
                       facet("sortie", index::FacetKind::date, ""),
                       facet("sujet", index::FacetKind::values, "")};
        return made;
    }

    test::TestIndex index{articles(), config()};
    search::Engine engine{index.path()};
    api::Service service{engine, {}};
    Running() { REQUIRE(engine.refresh()); }
};

const Running& running() {
    static const Running made;
    return made;
}

api::Response ask(const std::string& path, const api::Parameters& parameters) {
    return ask_of(running().service, path, parameters, "GET");
}

/// The facets of the index that is asked, as it describes them, that of dates among them.
const Json& served_facets() {
    static const Json facets = Json::parse(ask("/v1/stats", {}).body)["facets"];
    return facets;
}

/// The parameters of an address; none of one that is not described.
Json parameters_of(const std::string& path) {
    const Json described = document()["paths"].value(path, Json::object());
    return described.value("parameters", Json::array());
}

/// A path that can be asked for: what stands in it replaced by its example.
std::string example_path(std::string path) {
    for (const auto& each : parameters_of(path)) {
        const Json& parameter = resolved(each);
        if (parameter["in"] != "path") continue;
        const std::string place = "{" + parameter["name"].get<std::string>() + "}";
        path.replace(path.find(place), place.size(), parameter["example"].get<std::string>());
    }
    return path;
}

bool is_accepted(const std::string& path, const api::Parameters& parameters) {
    const api::Response response = ask(example_path(path), parameters);
    CAPTURE(response.body);
    REQUIRE((response.status == 200 || response.status == 400));
    return response.status == 200;
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
    for (const auto& each : parameters_of(path)) {
        if (resolved(each)["in"] == "query") found.push_back(resolved(each));
    }
    return found;
}

std::string as_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// A parameter that stands for names of its own, those of the properties of its schema.
bool has_free_names(const Json& parameter) {
    return parameter["schema"]["type"] == "object";
}

/// A parameter and its value as they stand in a URL.
api::Parameters in_url(const Json& parameter, const Json& value) {
    const std::string name = parameter["name"];
    if (has_free_names(parameter)) {
        REQUIRE(parameter["style"] == "form");
        REQUIRE(parameter["explode"] == true);
        api::Parameters rows;
        for (const auto& [free_name, list] : value.items()) {
            for (const auto& each : list) rows.emplace_back(free_name, as_text(each));
        }
        return rows;
    }
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

/// The name of a facet of the index.
std::string facet_of_type(const std::string& type) {
    for (const auto& facet : served_facets()) {
        if (facet["type"] == type) return facet["name"];
    }
    FAIL("no facet of type " << type);
    return {};
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
    for (const auto& path : described_paths()) {
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
    for (const auto& path : described_paths()) {
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
