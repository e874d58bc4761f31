#include "api/problem.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace kiosque::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<ProblemRow, 24> kProblems = {{
    {ErrorCode::invalid_parameter, 400, "invalid-parameter", "A parameter has a wrong value"},
    {ErrorCode::malformed_request, 400, "malformed-request", "This is no request"},
    {ErrorCode::address_too_long, 414, "address-too-long", "The address is too long"},
    {ErrorCode::head_too_large, 431, "head-too-large", "The headers are too large"},
    {ErrorCode::too_slow, 408, "too-slow", "The request came too slowly"},
    {ErrorCode::not_found, 404, "not-found", "There is nothing at this address"},
    {ErrorCode::method_not_allowed, 405, "method-not-allowed",
     "The address does not take this method"},
    {ErrorCode::bad_article, 400, "bad-article", "This is no article"},
    {ErrorCode::index_missing, 503, "index-missing", "There is no index to search yet",
     "no index has been published yet; make one with kiosque-index --index DIR FOLDER, where DIR "
     "is "
     "the index folder of this server"},
    {ErrorCode::index_incompatible, 503, "index-incompatible", "The index is of another version"},
    {ErrorCode::index_damaged, 503, "index-damaged", "The index is damaged",
     "a file of the index is missing or altered, and the log of the server says which; go back "
     "with "
     "kiosque-index --rollback, or build the index again with kiosque-index --rebuild"},
    {ErrorCode::index_unreadable, 503, "index-unreadable", "The index cannot be read",
     "the system does not let the server read its index, and the log of the server says why; let "
     "its user read the folder, or have more open files"},
    {ErrorCode::index_busy, 503, "index-busy", "Another indexer is at work"},
    {ErrorCode::dictionary_missing, 500, "dictionary-missing", "The dictionary is missing",
     "the French dictionary cannot be read, and the log of the server says why"},
    {ErrorCode::io_failed, 500, "io-failed", "A file could not be read or written",
     "the system refuses to read or write a file, and the log of the server says which"},
    {ErrorCode::writing_off, 403, "writing-off", "The server takes no articles"},
    {ErrorCode::key_missing, 401, "key-missing", "The key is missing or wrong"},
    {ErrorCode::length_missing, 411, "length-missing", "The length of the body is not told"},
    {ErrorCode::body_too_large, 413, "body-too-large", "The request is too large"},
    {ErrorCode::unsupported_body, 415, "unsupported-body",
     "The body is of a type that is not read"},
    {ErrorCode::too_busy, 503, "too-busy", "The server has too much to do"},
    {ErrorCode::too_often, 429, "too-often", "This client asks too often"},
    {ErrorCode::not_stored, 507, "not-stored", "The articles could not be stored",
     "nothing was taken; send it again once the server can write its inbox: its log says why it "
     "cannot"},
    {ErrorCode::internal, 500, "internal", "Something went wrong in Kiosque"},
}};

constexpr std::string_view kTypePrefix = "urn:kiosque:problem:";

/// What a problem says in a sentence: the first thing that is wrong, and how many there are beside.
std::string summary(const std::vector<BodyProblem>& problems, std::size_t count) {
    const std::string where =
        problems.front().line == 0 ? "the body" : "line " + std::to_string(problems.front().line);
    const std::string more =
        count > 1 ? " (and " + std::to_string(count - 1) + " more)" : std::string();
    return where + ": " + problems.front().detail + more;
}

}  // namespace

RefusedBody::RefusedBody(std::vector<BodyProblem> problems, std::size_t count)
    : Error(ErrorCode::bad_article, "body", summary(problems, count)),
      problems_(std::move(problems)) {}

const ProblemRow& problem_row(ErrorCode code) {
    const auto found = std::find_if(kProblems.begin(), kProblems.end(),
                                    [&](const auto& row) { return row.code == code; });
    return found != kProblems.end() ? *found : kProblems.back();
}

Response problem(const Error& error) {
    const ProblemRow& row = problem_row(error.code());
    Json json = {{"type", std::string(kTypePrefix) + std::string(row.type)},
                 {"title", row.title},
                 {"status", row.status},
                 {"detail", row.detail.empty() ? std::string_view(error.what()) : row.detail}};
    if (!error.parameter().empty()) json["parameter"] = error.parameter();
    if (const auto* refused = dynamic_cast<const RefusedBody*>(&error)) {
        for (const auto& each : refused->problems()) {
            json["errors"].push_back(
                {{"line", each.line == 0 ? Json() : Json(each.line)}, {"detail", each.detail}});
        }
    }
    Response response;
    response.status = row.status;
    response.content_type = "application/problem+json";
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

}  // namespace kiosque::api
