#include "index/inbox_task.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "index/durable_file.hpp"

namespace kiosque::index {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTimeDigits = 12;  ///< milliseconds since 1970, up to the year 10889
constexpr std::size_t kRandomDigits = 16;
constexpr int kMaxDepth = 4;
constexpr std::string_view kTimePattern = "0000-00-00T00:00:00Z";  ///< 0 stands for any digit

/// What is wrong with a file, before it is known which.
struct Fault {
    std::string message;
};

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parse(std::string_view text) {
    const auto guard = [](int depth, Json::parse_event_t, Json&) {
        if (depth > kMaxDepth) throw Fault{"it is nested too deeply"};
        return true;
    };
    try {
        Json json = Json::parse(text.begin(), text.end(), guard);
        if (!json.is_object()) throw Fault{"it must be an object"};
        return json;
    } catch (const Json::exception&) {
        throw Fault{"it is not valid JSON"};
    }
}

std::string text_at(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) throw Fault{"'" + key + "' must be a text"};
    return *found;
}

std::string time_at(const Json& object, const std::string& key) {
    std::string time = text_at(object, key);
    const bool is_time = std::equal(
        time.begin(), time.end(), kTimePattern.begin(), kTimePattern.end(),
        [](char c, char pattern) { return pattern == '0' ? c >= '0' && c <= '9' : c == pattern; });
    if (!is_time) throw Fault{"'" + key + "' must be a time such as 2026-11-22T08:30:00Z"};
    return time;
}

const Json& list_at(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    const auto is_object = [](const Json& item) { return item.is_object(); };
    if (found == object.end() || !found->is_array() ||
        !std::all_of(found->begin(), found->end(), is_object)) {
        throw Fault{"'" + key + "' must be a list of objects"};
    }
    return *found;
}

InboxTask begin_task(const Json& object, const std::string& name) {
    InboxTask task;
    task.name = text_at(object, "task");
    if (task.name != name) throw Fault{"it tells of another task"};
    task.received = time_at(object, "received");
    return task;
}

InboxTask waiting_task(std::string_view text, const std::string& name) {
    const Json object = parse(text);
    InboxTask task = begin_task(object, name);
    for (const Json& row : list_at(object, "articles")) {
        const auto deleted = row.find("deleted");
        if (deleted == row.end() || !deleted->is_boolean()) {
            throw Fault{"'deleted' must be true or false"};
        }
        std::string id = text_at(row, "id");
        task.changes.push_back({std::move(id), deleted->get<bool>()});
        if (task.changes.back().id.empty()) throw Fault{"'id' is empty"};
    }
    task.articles = task.changes.size();
    return task;
}

InboxTask settled_task(std::string_view text, const std::string& name) {
    const Json object = parse(text);
    InboxTask task = begin_task(object, name);
    task.settled = time_at(object, "settled");
    InboxOutcome outcome;
    const std::string status = text_at(object, "status");
    if (status != "indexed" && status != "failed") {
        throw Fault{"'status' must be 'indexed' or 'failed'"};
    }
    outcome.is_indexed = status == "indexed";
    const auto generation = object.find("generation");
    if (generation != object.end() && !generation->is_null()) {
        outcome.generation = text_at(object, "generation");
    }
    const auto articles = object.find("articles");
    if (articles == object.end() || !articles->is_number_unsigned()) {
        throw Fault{"'articles' must be a number"};
    }
    task.articles = articles->get<std::size_t>();
    for (const Json& row : list_at(object, "errors")) {
        InboxOutcome::Failure failure;
        failure.id = text_at(row, "id");
        failure.detail = text_at(row, "detail");
        outcome.failures.push_back(std::move(failure));
    }
    task.outcome = std::move(outcome);
    return task;
}

template <typename Read>
InboxTask parse_task(Read read, std::string_view json, const std::string& name,
                     const std::string& where) {
    try {
        return read(json, name);
    } catch (const Fault& fault) {
        throw Error(ErrorCode::index_damaged,
                    where + " is no task of the inbox: " + fault.message + "; remove it");
    }
}

}  // namespace

bool is_task_name(std::string_view name) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return name.size() == kTimeDigits + 1 + kRandomDigits && name[kTimeDigits] == '-' &&
           std::all_of(name.begin(), name.begin() + kTimeDigits, is_digit) &&
           std::all_of(name.begin() + kTimeDigits + 1, name.end(), is_digit);
}

std::string write_waiting_task(const InboxTask& task) {
    Json articles = Json::array();
    for (const auto& change : task.changes) {
        articles.push_back({{"id", change.id}, {"deleted", change.is_deletion}});
    }
    return dump(
        {{"task", task.name}, {"received", task.received}, {"articles", std::move(articles)}});
}

std::string write_settled_task(const InboxTask& task) {
    const InboxOutcome outcome = task.outcome.value_or(InboxOutcome());
    Json errors = Json::array();
    for (const auto& failure : outcome.failures) {
        errors.push_back({{"id", failure.id}, {"detail", failure.detail}});
    }
    return dump({{"task", task.name},
                 {"received", task.received},
                 {"settled", task.settled},
                 {"status", outcome.is_indexed ? "indexed" : "failed"},
                 {"generation", outcome.generation.empty() ? Json() : Json(outcome.generation)},
                 {"articles", task.articles},
                 {"errors", std::move(errors)}});
}

InboxTask parse_waiting_task(std::string_view json, const std::string& name,
                             const std::string& where) {
    return parse_task(waiting_task, json, name, where);
}

InboxTask parse_settled_task(std::string_view json, const std::string& name,
                             const std::string& where) {
    return parse_task(settled_task, json, name, where);
}

std::string new_task_name() {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    std::array<char, kTimeDigits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%012llx",
                  static_cast<unsigned long long>(now.count()));
    return std::string(digits.data()) + "-" + random_digits();
}

}  // namespace kiosque::index
