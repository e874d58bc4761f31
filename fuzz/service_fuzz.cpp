#include <array>
#include <filesystem>
#include <sstream>

#include <fuzzer/FuzzedDataProvider.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "api/service.hpp"
#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "indexer/index_run.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

/// An index of the example articles, made once and removed when the program ends.
class ExampleIndex {
public:
    ExampleIndex()
        : folder_(std::filesystem::temp_directory_path() /
                  ("kiosque-fuzz-" + std::to_string(::getpid()))) {
        indexer::RunOptions options;
        options.sources = {KIOSQUE_SOURCE "/corpus"};
        options.index = folder_;
        std::ostringstream messages;
        indexer::run_indexer(options, messages);
    }
    ~ExampleIndex() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ExampleIndex(const ExampleIndex&) = delete;
    ExampleIndex& operator=(const ExampleIndex&) = delete;

    const std::filesystem::path& path() const { return folder_; }

private:
    std::filesystem::path folder_;
};

const api::Service& example_service() {
    static const ExampleIndex index;
    static search::Engine engine(index.path());
    static const api::Service service = [] {
        engine.refresh();
        return api::Service(engine, {});
    }();
    return service;
}

constexpr std::array kPaths = {
    "/v1/search",  "/v1/facets",  "/v1/facets/pays", "/v1/facets/annee", "/v1/facets/section",
    "/v1/snippet", "/v1/analyze", "/v1/stats",       "/healthz",         "/readyz"};
constexpr std::array kNames = {"q",      "limit",    "sort",     "facets", "date",    "match",
                               "fields", "f.auteur", "not.tags", "id",     "length",  "text",
                               "prefix", "under",    "order",    "offset", "f.annee", "not.pays"};
constexpr std::array kFacetLists = {"annee:step=7:by=pays:series=3", "date:month:by=theme",
                                    "annee:..1990:1990..<2000:2000..",
                                    "lieu:20:name,annee,date:day", "date:..2013:2013-W27..2014"};
constexpr std::string_view kSomeArticle = "energie/parc-eolien-de-zhanatas.md";

api::Request some_request(FuzzedDataProvider& input) {
    api::Request request;
    request.path = input.ConsumeBool() ? input.PickValueInArray(kPaths)
                                       : "/v1/articles/" + input.ConsumeRandomLengthString(60);
    if (request.path == "/v1/snippet") request.parameters.emplace_back("id", kSomeArticle);
    while (input.remaining_bytes() > 0 && request.parameters.size() < 20) {
        const std::string name = input.PickValueInArray(kNames);
        const bool is_list = name == "facets" && input.ConsumeBool();
        request.parameters.emplace_back(name, is_list ? input.PickValueInArray(kFacetLists)
                                                      : input.ConsumeRandomLengthString(1'000));
    }
    return request;
}

}  // namespace

/// No request is answered by an error of the server, and no query box by an error at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const api::Service& service = example_service();
    FuzzedDataProvider input(data, size);
    if (input.ConsumeBool()) {
        api::Request request;
        request.path = "/v1/search";
        request.parameters = {{"facets", "tags,date:month"},
                              {"q", input.ConsumeRemainingBytesAsString()}};
        const std::string& query = request.parameters[1].second;
        const bool is_query = is_valid_utf8(query) && count_code_points(query) <= 1'000;
        require(service.handle(request).status == (is_query ? 200 : 400), "a query is answered");
        return 0;
    }
    const api::Response response = service.handle(some_request(input));
    require(response.status == 200 || response.status == 400 || response.status == 404,
            "a request is answered or refused");
    require(nlohmann::json::accept(response.body), "an answer is JSON");
    return 0;
}
