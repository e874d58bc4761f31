#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "api/access_key.hpp"
#include "api/request.hpp"
#include "index/inbox.hpp"

/// The addresses that change articles, and that of their tasks.
namespace kiosque::api {

/// What a service needs to take articles.
struct Writing {
    index::Inbox inbox;
    AccessKey key;
};

/// Throws Error(writing_off) without `writing`, Error(key_missing) unless the request has the key.
void require_key(const Writing* writing, const Request& request);

/// A request that changes articles: PUT or DELETE of an `id`, POST with an empty one.
struct Change {
    const Request& request;
    std::string id;  ///< as the address has it
};

/// Throws the Error of what can be refused before the body is read: no right to write, parameters,
/// an id that cannot be one, a body of another type, a body too large, or one where none belongs.
void check_head(const Writing* writing, const Change& change);

/// Stores what the request brings, checked as by `check_head`: 202 with the task. Throws Error.
Response make_change(const Writing& writing, const Change& change);

/// What became of a task. Throws Error(not_found).
nlohmann::ordered_json task_answer(const Writing& writing, const std::string& name);

}  // namespace kiosque::api
