#include "api/described_service.hpp"

#include <algorithm>

namespace kiosque::test {

api::Response ask_of(const api::Service& service, const std::string& path,
                     const api::Parameters& parameters, const std::string& method) {
    api::Request request;
    request.method = method;
    request.path = path;
    request.parameters = parameters;
    request.authorization = std::string("Bearer ") + kWriteKey;
    return service.handle(request);
}

api::Response ask_without_index(const std::string& path, const api::Parameters& parameters,
                                const std::string& method) {
    static const test::TemporaryFolder empty_folder;
    static const search::Engine engine(empty_folder.path());
    static const api::Service service(engine, {});
    return ask_of(service, path, parameters, method);
}

const Running& running() {
    static const Running made;
    return made;
}

api::Response ask(const std::string& path, const api::Parameters& parameters) {
    return ask_of(running().service, path, parameters, "GET");
}

const Json& served_facets() {
    static const Json facets = Json::parse(ask("/v1/stats", {}).body)["facets"];
    return facets;
}

Json parameters_of(const std::string& path) {
    const Json described = document()["paths"].value(path, Json::object());
    return described.value("parameters", Json::array());
}

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

std::set<std::string> read_paths() {
    std::set<std::string> paths = described_paths();
    std::erase_if(paths,
                  [](const auto& path) { return !document()["paths"][path].contains("get"); });
    return paths;
}

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

bool has_free_names(const Json& parameter) {
    return parameter["schema"]["type"] == "object";
}

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

api::Parameters required_beside(const std::string& path, const std::string& name) {
    api::Parameters rows;
    for (const auto& each : query_parameters(path)) {
        if (!each.value("required", false) || each["name"] == name) continue;
        const auto own = in_url(each, each["example"]);
        rows.insert(rows.end(), own.begin(), own.end());
    }
    return rows;
}

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

}  // namespace kiosque::test
