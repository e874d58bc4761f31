#include <algorithm>
#include <array>

#include <fuzzer/FuzzedDataProvider.h>
#include <nlohmann/json.hpp>

#include "api/parameters.hpp"
#include "api/problem.hpp"
#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "search/facet_names.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

constexpr std::array kNames = {"q",      "limit",    "offset",   "sort",    "facets",
                               "date",   "match",    "fields",   "length",  "id",
                               "text",   "f.source", "not.tags", "f.",      "not.date",
                               "f.prix", "not.prix", "f.sortie", "recence", "not.section",
                               "prefix", "under",    "order",    "explain", "fragments"};
constexpr std::array kFacetNames = {"source", "section", "tags", "prix", "sortie", "date", ""};
constexpr std::array kOptions = {":",      ":20",     ":count",  ":name",    ":year",    ":week",
                                 ":step=", ":step=5", ":by=",    ":series=", ":by=tags", ",",
                                 "..",     "..<",     "2013-07", "-0.5"};

/// A facet of each kind.
const api::Facets& facets() {
    using index::FacetKind;
    using index::FacetOrigin;
    static const api::Facets made = {{"source", FacetKind::value, FacetOrigin::declared, ""},
                                     {"section", FacetKind::hierarchy, FacetOrigin::declared, ""},
                                     {"tags", FacetKind::values, FacetOrigin::declared, ""},
                                     {"prix", FacetKind::number, FacetOrigin::configured, "Prix"},
                                     {"sortie", FacetKind::date, FacetOrigin::configured, ""}};
    return made;
}

/// A list of facets with options, more or less.
std::string some_facets(FuzzedDataProvider& input) {
    std::string text = input.PickValueInArray(kFacetNames);
    for (std::size_t more = input.ConsumeIntegralInRange(0, 30); more > 0; --more) {
        switch (input.ConsumeIntegralInRange(0, 2)) {
            case 0:
                text += input.PickValueInArray(kFacetNames);
                break;
            case 1:
                text += input.PickValueInArray(kOptions);
                break;
            default:
                text += input.ConsumeRandomLengthString(20);
        }
    }
    return text;
}

api::Parameters some_parameters(FuzzedDataProvider& input) {
    api::Parameters parameters;
    while (input.remaining_bytes() > 0 && parameters.size() < 40) {
        const std::string name = input.ConsumeBool() ? input.PickValueInArray(kNames)
                                                     : input.ConsumeRandomLengthString(20);
        const bool is_list = name == "facets" && input.ConsumeBool();
        parameters.emplace_back(
            name, is_list ? some_facets(input) : input.ConsumeRandomLengthString(2'000));
    }
    return parameters;
}

const search::FacetDefinition& definition(const std::string& name) {
    const auto found = std::find_if(facets().begin(), facets().end(),
                                    [&](const auto& facet) { return facet.name == name; });
    require(found != facets().end(), "a facet is one of the index");
    return *found;
}

void check_facet(const search::FacetRequest& facet) {
    using search::FacetRequest;
    const bool is_day = facet.name == search::kDateFacetName;
    const auto kind = is_day ? search::FacetKind::date : definition(facet.name).kind;
    const bool is_date = kind == search::FacetKind::date;
    require(facet.limit >= 1 && facet.limit <= FacetRequest::kMaxLimit, "values are bounded");
    require(facet.series >= 1 && facet.series <= FacetRequest::kMaxSeries, "series are bounded");
    require(facet.ranges.size() <= api::kMaxRanges, "ranges are bounded");
    require(!facet.date_step || is_date, "only days have steps of days");
    require(!is_date || facet.date_step || !facet.ranges.empty(), "days have steps or ranges");
    require(!facet.number_step || kind == search::FacetKind::number, "only numbers have steps");
    require(!facet.number_step || *facet.number_step > 0, "a step goes on");
    for (const auto& range : facet.ranges) {
        require(search::filter_value(kind, range) == range, "a range is a filter of its facet");
    }
    if (facet.by.empty()) return;
    definition(facet.by);
    require(facet.date_step || facet.number_step, "what is stacked has steps");
}

void check_selection(const search::Selection& selection) {
    require(is_valid_utf8(selection.query), "a query is UTF-8");
    require(count_code_points(selection.query) <= search::SearchRequest::kMaxQueryCharacters,
            "a query is bounded");
    for (const auto* filters : {&selection.only, &selection.without}) {
        for (const auto& filter : *filters) {
            const auto kind = definition(filter.name).kind;
            for (const auto& value : filter.values) {
                require(is_valid_utf8(value), "a value is UTF-8");
                require(search::filter_value(kind, value) == value, "a value is one of its facet");
            }
        }
    }
}

void check_search(const api::SearchParameters& parsed) {
    using search::SearchRequest;
    using search::SnippetOptions;
    const SearchRequest& request = parsed.request;
    require(request.limit <= SearchRequest::kMaxLimit, "the limit is within its own");
    require(request.offset <= SearchRequest::kMaxOffset, "the offset is within its limit");
    check_selection(request.selection);
    require(request.facets.size() <= api::kMaxFacets, "facets are bounded");
    for (const auto& facet : request.facets) check_facet(facet);
    require(request.snippet.fragments >= 1 &&
                request.snippet.fragments <= SnippetOptions::kMaxFragments,
            "fragments are within their limits");
    require(!parsed.fields.empty(), "a hit has fields");
}

void check_facets(const api::FacetsParameters& parsed) {
    check_selection(parsed.selection);
    require(!parsed.facets.empty(), "something is counted");
    for (const auto& facet : parsed.facets) check_facet(facet);
}

void check_values(const api::ValuesParameters& parsed) {
    using search::ValueSearch;
    check_selection(parsed.selection);
    const auto kind = definition(parsed.search.facet).kind;
    require(parsed.search.limit >= 1 && parsed.search.limit <= search::FacetRequest::kMaxLimit,
            "values are bounded");
    require(parsed.search.offset <= ValueSearch::kMaxOffset, "the offset is within its limit");
    require(!parsed.search.under || kind == search::FacetKind::hierarchy,
            "only a hierarchy has what stands below");
}

}  // namespace

/// Whatever stands in a URL is a checked request or an Error about a parameter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider input(data, size);
    const int address = input.ConsumeIntegralInRange(0, 5);
    const std::string name = input.ConsumeBool() ? input.PickValueInArray(kFacetNames)
                                                 : input.ConsumeRandomLengthString(20);
    const api::Parameters parameters = some_parameters(input);
    try {
        switch (address) {
            case 0:
                check_search(api::parse_search(parameters, facets()));
                break;
            case 1:
                check_facets(api::parse_facets(parameters, facets()));
                break;
            case 2:
                api::parse_snippet(parameters);
                break;
            case 3:
                api::parse_analyze(parameters);
                break;
            case 4:
                check_values(api::parse_values(name, parameters, facets()));
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
