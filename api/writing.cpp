#include "api/writing.hpp"

#include <nlohmann/json.hpp>

#include "api/article_writing.hpp"
#include "api/parameters.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

namespace kiosque::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kTasks = "/v1/tasks/";
constexpr std::size_t kMaxShownBytes = 100;

/// 202: the task, and the ids that it is about.
Response accepted(const std::string& task, const std::vector<ArticleToWrite>& articles) {
    Json rows = Json::array();
    for (const auto& each : articles) {
        Json row = {{"id", each.article.id}};
        if (!each.warnings.empty()) row["warnings"] = each.warnings;
        rows.push_back(std::move(row));
    }
    const std::string url = std::string(kTasks) + task;
    const Json json = {
        {"task", task}, {"status", "waiting"}, {"articles", std::move(rows)}, {"url", url}};
    Response response;
    response.status = 202;
    response.headers = {{"Location", url}, {"Cache-Control", "no-store"}};
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    return response;
}

std::vector<ArticleToWrite> articles_of(const Change& change) {
    if (change.request.method == "POST") return read_articles(change.request);
    return {read_one_article(change.request, id_of_address(change.id))};
}

}  // namespace

void require_key(const Writing* writing, const Request& request) {
    if (writing == nullptr) {
        throw Error(ErrorCode::writing_off,
                    "writing is off: this server was started without a key; set KIOSQUE_WRITE_KEY "
                    "or --write-key-file and start it again");
    }
    if (writing->key.opens(request.authorization)) return;
    throw Error(ErrorCode::key_missing, "Authorization",
                std::string("this address needs the key of the server, sent as 'Authorization: "
                            "Bearer KEY', but the request ") +
                    (request.authorization.empty() ? "has none" : "has another"));
}

void check_head(const Writing* writing, const Change& change) {
    const Request& request = change.request;
    require_key(writing, request);
    expect_no_parameters(request.parameters);
    if (request.method != "POST") id_of_address(change.id);
    if (request.method == "DELETE") {
        if (request.has_body) {
            throw Error(ErrorCode::malformed_request, "a request that deletes has no body");
        }
        return;
    }
    body_format(request, request.method == "PUT");
    if (request.body_bytes > kMaxBodyBytes) {
        throw Error(ErrorCode::body_too_large, "body",
                    "a body may have at most " + std::to_string(kMaxBodyBytes) +
                        " bytes, but has " + std::to_string(request.body_bytes) +
                        "; send the articles in several requests");
    }
}

Response make_change(const Writing& writing, const Change& change) {
    if (change.request.method == "DELETE") {
        ArticleToWrite deleted;
        deleted.article.id = id_of_address(change.id);
        const std::string task = writing.inbox.remove(deleted.article.id);
        return accepted(task, {deleted});
    }
    auto articles = articles_of(change);
    std::vector<Article> stored;
    for (auto& each : articles) {
        stored.push_back(std::move(each.article));
        each.article.id = stored.back().id;
    }
    return accepted(writing.inbox.put(stored), articles);
}

Json task_answer(const Writing& writing, const std::string& name) {
    const auto task = writing.inbox.task(name);
    if (!task) {
        throw Error(ErrorCode::not_found, "id",
                    "no task has the name '" + std::string(cut_utf8(name, kMaxShownBytes)) +
                        "'; the newest are kept, older ones forgotten");
    }
    Json json = {{"task", task->name},         {"status", "waiting"}, {"generation", nullptr},
                 {"received", task->received}, {"settled", nullptr},  {"articles", task->articles},
                 {"errors", Json::array()}};
    if (!task->outcome) return json;
    json["status"] = task->outcome->is_indexed ? "indexed" : "failed";
    json["settled"] = task->settled;
    if (!task->outcome->generation.empty()) json["generation"] = task->outcome->generation;
    for (const auto& failure : task->outcome->failures) {
        json["errors"].push_back({{"id", failure.id}, {"detail", failure.detail}});
    }
    return json;
}

}  // namespace kiosque::api
