#include "api/routes.hpp"

#include <algorithm>
#include <array>

#include "api/version.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

namespace kiosque::api {
namespace {

Answer read_search(const Request& request, const std::string&, const Facets& facets) {
    return [parsed = parse_search(request.parameters, facets)](const Sources& sources) {
        return search_answer(sources.searcher->search(parsed.request, sources.deadline),
                             parsed.fields);
    };
}

Answer read_facets(const Request& request, const std::string&, const Facets& facets) {
    return [parsed = parse_facets(request.parameters, facets)](const Sources& sources) {
        return facets_answer(
            sources.searcher->facets(parsed.selection, parsed.facets, sources.deadline));
    };
}

Answer read_values(const Request& request, const std::string& name, const Facets& facets) {
    return [parsed = parse_values(name, request.parameters, facets)](const Sources& sources) {
        return values_answer(
            sources.searcher->facet_values(parsed.selection, parsed.search, sources.deadline));
    };
}

Answer read_snippet(const Request& request, const std::string&, const Facets&) {
    return [parsed = parse_snippet(request.parameters)](const Sources& sources) {
        return snippet_answer(
            sources.searcher->snippet(parsed.id, parsed.query, parsed.match, parsed.options));
    };
}

Answer read_article(const Request& request, const std::string& id, const Facets&) {
    expect_no_parameters(request.parameters);
    if (!is_valid_utf8(id)) {
        throw Error(ErrorCode::invalid_parameter, "id", "'id' must be UTF-8, but is not");
    }
    return [id](const Sources& sources) { return article_answer(sources.searcher->article(id)); };
}

Answer read_analyze(const Request& request, const std::string&, const Facets&) {
    return [text = parse_analyze(request.parameters)](const Sources& sources) {
        return analyze_answer(text, sources.engine.analyze(text));
    };
}

Answer read_stats(const Request& request, const std::string&, const Facets&) {
    expect_no_parameters(request.parameters);
    return [](const Sources& sources) {
        Json json = stats_answer(sources.searcher->stats());
        json["version"] = kVersion;
        return json;
    };
}

Answer read_task(const Request& request, const std::string& name, const Facets&) {
    expect_no_parameters(request.parameters);
    return [name](const Sources& sources) { return task_answer(*sources.writing, name); };
}

Answer read_health(const Request&, const std::string&, const Facets&) {
    return [](const Sources&) { return Json{{"status", "ok"}}; };
}

Answer read_readiness(const Request&, const std::string&, const Facets&) {
    return [](const Sources&) { return Json{{"ready", true}}; };
}

constexpr std::array<Route, 11> kRoutes = {{
    {"/v1/search", true, false, read_search, kReading, false, true},
    {"/v1/facets", true, false, read_facets, kReading, false, true},
    {"/v1/facets/{name}", true, false, read_values, kReading, false, true},
    {"/v1/snippet", true, true, read_snippet, kReading, false, true},
    {"/v1/articles", false, false, nullptr, "POST, OPTIONS"},
    {"/v1/articles/{id}", true, true, read_article, "GET, HEAD, PUT, DELETE, OPTIONS"},
    {"/v1/tasks/{id}", false, false, read_task, kReading, true},
    {"/v1/analyze", false, false, read_analyze},
    {"/v1/stats", true, false, read_stats},
    {"/healthz", false, false, read_health},
    {"/readyz", true, false, read_readiness},
}};

}  // namespace

bool has_method(std::string_view methods, std::string_view method) {
    while (!methods.empty()) {
        const std::size_t end = std::min(methods.find(", "), methods.size());
        if (methods.substr(0, end) == method) return true;
        methods.remove_prefix(std::min(end + 2, methods.size()));
    }
    return false;
}

const Route* find_route(const std::string& path, std::string& rest) {
    for (const auto& route : kRoutes) {
        const std::size_t rest_begin = route.path.find('{');
        if (rest_begin == std::string_view::npos) {
            if (path == route.path) return &route;
            continue;
        }
        const auto head = route.path.substr(0, rest_begin);
        if (path.starts_with(head) && path.size() > head.size()) {
            rest = path.substr(head.size());
            return &route;
        }
    }
    return nullptr;
}

const Route& require_route(const std::string& path, std::string& rest) {
    const Route* route = find_route(path, rest);
    if (route != nullptr) return *route;
    std::string known;
    for (const auto& each : kRoutes) known += (known.empty() ? "" : ", ") + std::string(each.path);
    throw Error(ErrorCode::not_found, "there is nothing at '" + std::string(cut_utf8(path, 200)) +
                                          "'; the addresses are " + known + " and / for people");
}

bool is_search(const Route& route) {
    return route.read == read_search;
}

}  // namespace kiosque::api
