#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/answers.hpp"
#include "api/parameters.hpp"
#include "api/request.hpp"
#include "api/writing.hpp"
#include "search/engine.hpp"

/// The addresses of the contract, as one table: what stands where, and how it is answered.
namespace kiosque::api {

/// What a route needs once its parameters are checked.
struct Sources {
    const search::Engine& engine;
    std::shared_ptr<const search::Searcher> searcher;  ///< null on routes that need no index
    const Writing* writing;                            ///< null when writing is off
    search::Deadline deadline;
};
using Answer = std::function<Json(const Sources&)>;
inline constexpr std::string_view kReading = "GET, HEAD, OPTIONS";

/// An address of the contract. `read` checks the parameters and gives back what is left to do, so
/// that a wrong request is refused before an unchanged one is answered by 304.
struct Route {
    std::string_view path;  ///< "{id}" or "{name}" at its end takes the rest of the address
    bool needs_index;
    bool names_article;  ///< of an id that may not exist
    Answer (*read)(const Request& request, const std::string& rest, const Facets& facets);
    std::string_view methods = kReading;
    bool needs_key = false;  ///< for reading, too
    bool is_kept = false;    ///< its answers are worth keeping
};

/// Whether a list of methods ("GET, HEAD") names one.
bool has_method(std::string_view methods, std::string_view method);

/// The route of a path, and what stands for "{id}" in it; nothing (nullptr) where there is none.
const Route* find_route(const std::string& path, std::string& rest);

/// The same; throws Error(not_found), which names the addresses that there are.
const Route& require_route(const std::string& path, std::string& rest);

/// True for what finds articles: its answers have a total that is worth a line of a log.
bool is_search(const Route& route);

}  // namespace kiosque::api
