#include "server/pages/facet_counts.hpp"

#include <algorithm>
#include <cmath>

#include "api/parameters.hpp"
#include "base/error.hpp"
#include "server/pages/hit_list.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;
using Kind = ShownFacet::Kind;

constexpr const char* kDate = "date";
/// Of a hierarchy more is asked for: what stands below is listed with what stands above.
constexpr std::size_t kMostPaths = 200;
/// As many different numbers are a list; more are counted in steps.
constexpr std::size_t kMostNumbers = 12;
constexpr double kStepsOfNumbers = 6;  // at most seven then, which need no fold

std::optional<DaySpan> span_of(const Json& object, const char* first, const char* last) {
    const auto from = days_of(text_of(object, first));
    const auto to = days_of(text_of(object, last));
    if (!from || !to) return {};
    return DaySpan{from->first, to->last};
}

/// How the facet is asked for: behind the colon, so many values or the step of days.
std::string option_of(const ShownFacet& facet) {
    if (facet.kind == Kind::date) return name_of(Step::year);
    return std::to_string(facet.kind == Kind::hierarchy ? kMostPaths : FacetCounts::kMostValues);
}

bool has_steps(const ShownFacet& facet) {
    return facet.kind == Kind::number && facet.values > kMostNumbers;
}

/// The step, of 1, 2 or 5 times a power of ten, that cuts the extent into about so many.
std::string round_step(double extent) {
    const double wanted = extent / kStepsOfNumbers;
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    const double times = wanted / power <= 1   ? 1
                         : wanted / power <= 2 ? 2
                         : wanted / power <= 5 ? 5
                                               : 10;
    const double step = std::max(times * power, 0.001);
    std::string text = std::to_string(step);  // six decimals
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::vector<CountedValue> counted_values(const Json& rows) {
    std::vector<CountedValue> values;
    for (const auto& row : rows) {
        values.push_back({text_of(row, "value"), row.at("count").get<std::size_t>()});
    }
    return values;
}

}  // namespace

CountedSearch::CountedSearch(const api::Service& service, Language language,
                             const SearchState& state, const api::Parameters& parameters)
    : service_(service), state_(state) {
    const Json stats = ask("/v1/stats", {});
    counts_.facets = shown_facets(language, stats);
    // As many as the contract counts at once; one is the days.
    if (counts_.facets.size() >= api::kMaxFacets) counts_.facets.resize(api::kMaxFacets - 1);
    const auto days = span_of(stats.at("facets").back(), "first", "last");
    if (days) counts_.window = window_for(state.date, *days);
    std::string wanted = "date:" + name_of(counts_.window.step);
    for (const auto& facet : counts_.facets) {
        wanted += "," + facet.name + ":" + option_of(facet);
    }
    api::Parameters all = parameters;
    all.emplace_back("facets", wanted);
    answer_ = ask("/v1/search", all);
    counts_.total = answer_.at("total").get<std::size_t>();
    read_counts(answer_.at("facets"));
    look_closer(answer_.at("facet_ranges"));
    if (!state.find_text.empty()) find_values();
}

Json CountedSearch::ask(const std::string& path, const api::Parameters& parameters) {
    api::Request request;
    request.path = path;
    request.parameters = parameters;
    Json answer = service_.answer(request);
    is_partial_ = is_partial_ || answer.contains("partial");
    return answer;
}

/// What the counts are of: the state without what orders its hits.
api::Parameters CountedSearch::selection() const {
    api::Parameters parameters = state_.api_parameters();
    std::erase_if(parameters, [](const auto& parameter) { return parameter.first == "sort"; });
    return parameters;
}

void CountedSearch::read_counts(const Json& facets) {
    for (const auto& [name, rows] : facets.items()) counts_.values[name] = counted_values(rows);
}

/// Steps depend on how far the hits reach, which only their answer tells.
void CountedSearch::look_closer(const Json& ranges) {
    std::string list;
    const auto want = [&](const std::string& facet) { list += (list.empty() ? "" : ",") + facet; };
    if (ranges.contains(kDate)) counts_.days = span_of(ranges.at(kDate), "min", "max");
    if (counts_.days) {
        const DateWindow window = window_for(state_.date, *counts_.days);
        if (window.step != counts_.window.step) want("date:" + name_of(window.step));
        counts_.window = window;
    }
    for (const auto& facet : counts_.facets) {
        if (!has_steps(facet) || !ranges.contains(facet.name)) continue;
        const Json& range = ranges.at(facet.name);
        if (!range.at("min").is_number() || counts_.values[facet.name].size() <= kMostNumbers) {
            continue;
        }
        const double extent = range.at("max").get<double>() - range.at("min").get<double>();
        if (extent > 0) want(facet.name + ":step=" + round_step(extent));
    }
    if (list.empty()) return;
    api::Parameters parameters = selection();
    parameters.emplace_back("facets", list);
    read_counts(ask("/v1/facets", parameters).at("facets"));
}

void CountedSearch::find_values() {
    const ShownFacet* facet = find_facet(counts_.facets, state_.find_facet);
    if (facet == nullptr) {
        throw Error(ErrorCode::invalid_parameter, "find." + state_.find_facet,
                    "there is no facet '" + state_.find_facet + "'");
    }
    api::Parameters parameters = selection();
    parameters.emplace_back("prefix", state_.find_text);
    parameters.emplace_back("limit", std::to_string(FacetCounts::kMostValues));
    const Json answer = ask("/v1/facets/" + facet->name, parameters);
    counts_.found = {counted_values(answer.at("values")),
                     answer.at("values_total").get<std::size_t>()};
}

}  // namespace kiosque::server
