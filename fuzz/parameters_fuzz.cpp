#include <array>

#include <fuzzer/FuzzedDataProvider.h>
#include <nlohmann/json.hpp>

#include "api/parameters.hpp"
#include "api/problem.hpp"
#include "base/utf8.hpp"
#include "fuzz/require.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

constexpr std::array kNames = {"q",    "limit",     "offset", "sort",   "facets",   "f.source",
                               "date", "match",     "fields", "length", "f.auteur", "not.tags",
                               "id",   "fragments", "text",   "f.",     "not.date", "not.section"};

api::Parameters some_parameters(FuzzedDataProvider& input) {
    api::Parameters parameters;
    while (input.remaining_bytes() > 0 && parameters.size() < 40) {
        const std::string name = input.ConsumeBool() ? input.PickValueInArray(kNames)
                                                     : input.ConsumeRandomLengthString(20);
        parameters.emplace_back(name, input.ConsumeRandomLengthString(2'000));
    }
    return parameters;
}

void check_search(const api::SearchParameters& parsed) {
    using search::SearchRequest;
    using search::SnippetOptions;
    const SearchRequest& request = parsed.request;
    require(request.limit <= SearchRequest::kMaxLimit, "the limit is within its own");
    require(request.offset <= SearchRequest::kMaxOffset, "the offset is within its limit");
    require(is_valid_utf8(request.selection.query), "a query is UTF-8");
    require(count_code_points(request.selection.query) <= SearchRequest::kMaxQueryCharacters,
            "a query is bounded");
    require(request.facets.size() <= api::kMaxFacets, "facets are bounded");
    require(request.snippet.fragments >= 1 &&
                request.snippet.fragments <= SnippetOptions::kMaxFragments,
            "fragments are within their limits");
    require(!parsed.fields.empty(), "a hit has fields");
}

}  // namespace

/// Whatever stands in a URL is a checked request or an Error about a parameter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider input(data, size);
    const int address = input.ConsumeIntegralInRange(0, 4);
    const api::Parameters parameters = some_parameters(input);
    try {
        switch (address) {
            case 0:
                check_search(api::parse_search(parameters));
                break;
            case 1:
                api::parse_facets(parameters);
                break;
            case 2:
                api::parse_snippet(parameters);
                break;
            case 3:
                api::parse_analyze(parameters);
                break;
            default:
                api::expect_no_parameters(parameters);
        }
    } catch (const Error& error) {
        require(error.code() == ErrorCode::invalid_parameter, "an error is about a parameter");
        const auto response = api::problem(error);
        require(response.status == 400, "a wrong parameter is 400");
        require(nlohmann::json::accept(response.body), "a problem is JSON");
    }
    return 0;
}
