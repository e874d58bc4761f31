#include "api/service.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "api/problem.hpp"
#include "api/routes.hpp"
#include "api/version.hpp"
#include "base/log.hpp"
#include "search/day_range.hpp"

namespace kiosque::api {
namespace {

using Clock = std::chrono::steady_clock;

Sources sources_of(const Route& route, const Request& request, const search::Engine& engine,
                   const Writing* writing, search::Deadline deadline) {
    if (route.needs_key) require_key(writing, request);
    return {engine, route.needs_index ? engine.current() : nullptr, writing, deadline};
}

Response not_allowed(const Route& route, const std::string& method) {
    Response response =
        problem(Error(ErrorCode::method_not_allowed,
                      "'" + method + "' does not apply to this address, which takes " +
                          std::string(route.methods)));
    response.headers.emplace_back("Allow", route.methods);
    return response;
}

/// The facets that the parameters of a request may name; none where no index is needed.
const Facets& facets_of(const Sources& sources) {
    static const Facets none;
    return sources.searcher ? sources.searcher->facet_definitions() : none;
}

Answer read_parameters(const Route& route, const Request& request, const std::string& rest,
                       const Sources& sources) {
    if (route.read == nullptr) {
        throw Error(ErrorCode::method_not_allowed, "this address is not for reading");
    }
    return route.read(request, rest, facets_of(sources));
}

/// As an answer tells it: milliseconds, rounded to microseconds.
double took_since(Clock::time_point start) {
    const std::chrono::duration<double, std::milli> took = Clock::now() - start;
    return std::round(took.count() * 1000) / 1000;
}

Json run(const Answer& answer, const Sources& sources) {
    const auto start = Clock::now();
    Json json = answer(sources);
    if (!sources.searcher) return json;
    const double took = took_since(start);
    // Where the contract shows them: behind the total, or else at the end.
    Json ordered = Json::object();
    const auto add_origin = [&] {
        ordered["generation"] = sources.searcher->generation();
        ordered["took_ms"] = took;
    };
    for (auto& [key, value] : json.items()) {
        ordered[key] = std::move(value);
        if (key == "total") add_origin();
    }
    if (!ordered.contains("generation")) add_origin();
    return ordered;
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// The same for requests that mean the same: parameters of different names in any order. Each text
/// has its length in front: a value may hold any character that could stand between two.
std::string cache_key(const std::string& tag, const Request& request) {
    Parameters parameters = request.parameters;
    std::stable_sort(parameters.begin(), parameters.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string key;
    const auto add = [&](const std::string& text) {
        key += std::to_string(text.size()) + ':' + text;
    };
    add(tag);
    add(request.path);
    for (const auto& [name, value] : parameters) {
        add(name);
        add(value);
    }
    return key;
}

/// Cuts an answer around the time that it took. No text of an article looks like what stands before
/// it: there quotes are escaped.
KeptAnswer around_took(const Request& request, const std::string& body,
                       const std::string& generation) {
    const std::string before = "\"generation\":" + Json(generation).dump() + ",\"took_ms\":";
    const std::size_t at = body.find(before);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + before.size();
    return {request.path,
            request.parameters,
            body.substr(0, begin),
            body.substr(body.find_first_of(",}", begin)),
            {}};
}

std::size_t bytes_of(const KeptAnswer& answer) {
    std::size_t bytes = answer.path.size() + answer.before.size() + answer.behind.size();
    for (const auto& [name, value] : answer.parameters) {
        bytes += name.size() + value.size() + sizeof(Parameters::value_type);
    }
    return bytes;
}

/// An answer as text, and what is to be known of it.
struct Made {
    std::string body;
    std::optional<std::size_t> total;  ///< articles that a search found; not of one cut off at none
    bool is_partial;
};

Made make(const Route& route, const Answer& answer, const Sources& sources) {
    const Json json = run(answer, sources);
    Made made{dump(json), {}, json.contains("partial")};
    if (is_search(route)) made.total = json.at("total").get<std::size_t>();
    if (made.is_partial && made.total == 0U) made.total.reset();
    return made;
}

void keep(AnswerCache& cache, const std::string& key, const Request& request, const Made& made,
          const std::string& generation) {
    KeptAnswer kept = around_took(request, made.body, generation);
    if (kept.before.empty()) return;
    kept.total = made.total;
    const std::size_t bytes = bytes_of(kept);
    cache.keep(key, std::make_shared<const KeptAnswer>(std::move(kept)), bytes);
}

std::string tag_of(const search::Searcher& searcher) {
    return "W/\"" + searcher.stamp() + "-" + format_iso_day(search::today_in_paris()) + "-" +
           std::string(kVersion) + "\"";
}

}  // namespace

Service::Service(const search::Engine& engine, CorsPolicy cors, const Writing* writing,
                 AnswerCache* cache, std::chrono::milliseconds deadline)
    : engine_(engine),
      cors_(std::move(cors)),
      writing_(writing),
      cache_(cache),
      deadline_(deadline) {}

search::Deadline Service::deadline() const {
    if (deadline_.count() == 0) return {};
    return search::Deadline(Clock::now() + deadline_);
}

std::string Service::entity_tag() const {
    return engine_.is_ready() ? tag_of(*engine_.current()) : std::string();
}

Json Service::answer(const Request& request) const {
    std::string rest;
    const Route& route = require_route(request.path, rest);
    const Sources sources = sources_of(route, request, engine_, writing_, deadline());
    return run(read_parameters(route, request, rest, sources), sources);
}

bool Service::wants_body(const Request& head) const noexcept {
    try {
        std::string rest;
        const Route& route = require_route(head.path, rest);
        if (is_reading(head.method) || head.method == "OPTIONS") return false;
        if (!has_method(route.methods, head.method)) return false;
        check_head(writing_, {head, rest});
        return head.method != "DELETE";
    } catch (const std::exception&) {
        return false;  // and `handle` says why
    }
}

Response Service::respond(const Request& request) const {
    std::string rest;
    const Route& route = require_route(request.path, rest);
    if (request.method == "OPTIONS") {
        return {204, "", "", {{"Allow", std::string(route.methods)}}};
    }
    if (!has_method(route.methods, request.method)) return not_allowed(route, request.method);
    if (!is_reading(request.method)) {
        check_head(writing_, {request, rest});
        return make_change(*writing_, {request, rest});
    }
    const Sources sources = sources_of(route, request, engine_, writing_, deadline());
    const Answer answer = read_parameters(route, request, rest, sources);
    Response response;
    std::string tag;
    if (sources.searcher) {
        tag = tag_of(*sources.searcher);
        response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
        if (is_same_entity(request.if_none_match, tag)) {
            // An article that does not exist is no unchanged one.
            if (route.names_article) answer(sources);
            response.status = 304;
            return response;
        }
    } else {
        response.headers = {{"Cache-Control", "no-store"}};
    }
    const bool may_keep = cache_ != nullptr && route.is_kept;
    const auto start = Clock::now();
    const std::string key = may_keep ? cache_key(tag, request) : std::string();
    if (may_keep) {
        if (const auto kept = cache_->find(key)) {
            response.body = kept->before + Json(took_since(start)).dump() + kept->behind;
            response.total = kept->total;
            return response;
        }
    }
    Made made = make(route, answer, sources);
    if (made.is_partial) {
        // Asked again, more may be found in time.
        response.headers = {{"Cache-Control", "no-store"}};
    } else if (may_keep) {
        keep(*cache_, key, request, made, sources.searcher->generation());
    }
    response.body = std::move(made.body);
    response.total = made.total;
    return response;
}

void Service::warm(const std::shared_ptr<const search::Searcher>& searcher) const {
    constexpr std::size_t kMostAnswers = 256;
    constexpr std::chrono::milliseconds kLongest{1'000};
    if (cache_ == nullptr) return;
    const search::Deadline end(Clock::now() + kLongest);
    const std::string tag = tag_of(*searcher);
    std::set<std::string> keys;
    struct Warm {
        std::string key;
        Request request;
        Made answer;
    };
    std::vector<Warm> all;
    for (const auto& kept : cache_->latest(kMostAnswers)) {
        Request request;
        request.path = kept->path;
        request.parameters = kept->parameters;
        const std::string key = cache_key(tag, request);
        if (!keys.insert(key).second) continue;
        search::Deadline now = end;
        if (now.look()) break;
        try {
            std::string rest;
            const Route& route = require_route(request.path, rest);
            const Sources sources{engine_, searcher, writing_, end};
            Made answer = make(route, read_parameters(route, request, rest, sources), sources);
            if (answer.is_partial) break;
            all.push_back({key, std::move(request), std::move(answer)});
        } catch (const std::exception&) {
            continue;  // an article that is gone, a facet that is no more: who asks is told
        }
    }
    // What was asked for last is kept last, and so goes last, as it did before.
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        keep(*cache_, each->key, each->request, each->answer, searcher->generation());
    }
}

Response Service::handle(const Request& request) const {
    Response response;
    try {
        response = respond(request);
    } catch (const Error& error) {
        response = problem(error);
        // Why no index can be opened has been logged already, once.
        const bool is_told = !problem_row(error.code()).detail.empty() || response.status == 500;
        if (is_told && (response.status != 503 || engine_.is_ready())) log_error(error.what());
        if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    } catch (const std::exception& error) {
        log_error("a request to " +
                  Json(request.path).dump(-1, ' ', true, Json::error_handler_t::replace) +
                  " failed: " + error.what());
        response = problem(Error(ErrorCode::internal,
                                 "the request could not be answered; the log of the server says "
                                 "why"));
    }
    // Another site may read where the policy says so. None may write, nor see tasks: no browser is
    // ever told that it may send the key from there.
    if (is_reading(request.method) || request.method == "OPTIONS") {
        add_cors(cors_, request, response);
    }
    return response;
}

std::string_view route_name(const std::string& path) {
    std::string rest;
    const Route* route = find_route(path, rest);
    return route == nullptr ? std::string_view() : route->path;
}

bool is_same_entity(const std::string& if_none_match, const std::string& entity_tag) {
    if (entity_tag.empty()) return false;
    const auto opaque = [](std::string_view tag) {
        return tag.starts_with("W/") ? tag.substr(2) : tag;
    };
    std::string_view list = if_none_match;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view tag = list.substr(0, comma);
        while (tag.starts_with(' ')) tag.remove_prefix(1);
        while (tag.ends_with(' ')) tag.remove_suffix(1);
        if (tag == "*" || opaque(tag) == opaque(entity_tag)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

}  // namespace kiosque::api
