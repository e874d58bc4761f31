#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "api/answer_cache.hpp"
#include "api/cors.hpp"
#include "api/request.hpp"
#include "api/writing.hpp"
#include "search/engine.hpp"

namespace kiosque::api {

/// The HTTP contract, version 1: from a request to its answer, with no socket in between.
/// Thread-safe.
class Service {
public:
    /// How long an answer may take.
    static constexpr std::chrono::milliseconds kDeadline{2'000};

    /// Without `writing` no article is taken, without `cache` each answer is made anew. All must
    /// outlive the service. What of a search is not found, ranked and marked within `deadline` is
    /// left out, and the answer says that it is partial; 0 for as long as it takes. Counting and
    /// single articles know no deadline.
    Service(const search::Engine& engine, CorsPolicy cors, const Writing* writing = nullptr,
            AnswerCache* cache = nullptr, std::chrono::milliseconds deadline = kDeadline);

    /// Answers any request; never throws. An address that is not of the contract is a 404 problem,
    /// a method that it does not take a 405 with Allow. A body must be there in whole where
    /// `wants_body` said so, and is not looked at elsewhere.
    Response handle(const Request& request) const;

    /// Whether to read the body of a request, by its head: at most kMaxBodyBytes, and of nobody who
    /// may not write. Where it says no, `handle` answers without the body.
    bool wants_body(const Request& head) const noexcept;

    /// The answer of a GET to `path` as JSON. Throws Error as the contract names it.
    nlohmann::ordered_json answer(const Request& request) const;

    /// What an answer is valid for, as an ETag: changes with every publication, with the table of
    /// synonyms, with the day (for `date=hier`) and with the version of the program. Empty while
    /// there is no index.
    std::string entity_tag() const;

    /// Makes the answers that were asked for last from a generation that is about to be served, so
    /// that they are there when it is: a second at most. Without it everybody who asks what is
    /// asked all the time would wait for it at once. Never throws but for lost memory.
    void warm(const std::shared_ptr<const search::Searcher>& searcher) const;

private:
    search::Deadline deadline() const;
    Response respond(const Request& request) const;

    const search::Engine& engine_;
    CorsPolicy cors_;
    const Writing* writing_;
    AnswerCache* cache_;
    std::chrono::milliseconds deadline_;
};

/// The route of the contract that a path is of ("/v1/articles/{id}"), one of a few; empty for
/// none. Valid for good.
std::string_view route_name(const std::string& path);

/// True when `if_none_match` (a list of ETags, or "*") names `entity_tag`; weak ones compare equal.
bool is_same_entity(const std::string& if_none_match, const std::string& entity_tag);

}  // namespace kiosque::api
