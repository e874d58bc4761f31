#include "api/problem.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace kiosque::api {
namespace {

constexpr std::array<ProblemRow, 13> kProblems = {{
    {ErrorCode::invalid_parameter, 400, "invalid-parameter", "A parameter has a wrong value"},
    {ErrorCode::malformed_request, 400, "malformed-request", "This is no request"},
    {ErrorCode::address_too_long, 414, "address-too-long", "The address is too long"},
    {ErrorCode::not_found, 404, "not-found", "There is nothing at this address"},
    {ErrorCode::method_not_allowed, 405, "method-not-allowed", "This address is for reading only"},
    {ErrorCode::bad_article, 400, "bad-article", "This is no article"},
    {ErrorCode::index_missing, 503, "index-missing", "There is no index to search yet"},
    {ErrorCode::index_incompatible, 503, "index-incompatible", "The index is of another version"},
    {ErrorCode::index_damaged, 500, "index-damaged", "The index is damaged"},
    {ErrorCode::index_busy, 503, "index-busy", "Another indexer is at work"},
    {ErrorCode::dictionary_missing, 500, "dictionary-missing", "The dictionary is missing"},
    {ErrorCode::io_failed, 500, "io-failed", "A file could not be read or written"},
    {ErrorCode::internal, 500, "internal", "Something went wrong in Kiosque"},
}};

constexpr std::string_view kTypePrefix = "urn:kiosque:problem:";

}  // namespace

const ProblemRow& problem_row(ErrorCode code) {
    const auto found = std::find_if(kProblems.begin(), kProblems.end(),
                                    [&](const auto& row) { return row.code == code; });
    return found != kProblems.end() ? *found : kProblems.back();
}

Response problem(const Error& error) {
    const ProblemRow& row = problem_row(error.code());
    nlohmann::ordered_json json = {{"type", std::string(kTypePrefix) + std::string(row.type)},
                                   {"title", row.title},
                                   {"status", row.status},
                                   {"detail", error.what()}};
    if (!error.parameter().empty()) json["parameter"] = error.parameter();
    Response response;
    response.status = row.status;
    response.content_type = "application/problem+json";
    response.body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return response;
}

}  // namespace kiosque::api
