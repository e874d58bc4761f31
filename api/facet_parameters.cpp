#include "api/facet_parameters.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "search/day_range.hpp"

namespace kiosque::api {
namespace {

using search::DateStep;
using search::FacetDefinition;
using search::FacetKind;
using search::FacetRequest;

constexpr Choices<DateStep, 4> kDateSteps = {{{"year", DateStep::year},
                                              {"month", DateStep::month},
                                              {"week", DateStep::week},
                                              {"day", DateStep::day}}};
constexpr std::string_view kStep = "step=";
constexpr std::string_view kBy = "by=";
constexpr std::string_view kSeries = "series=";
constexpr double kSmallestStep = 0.001;

std::string what_it_takes(FacetKind kind) {
    const std::string values = "a number of values from 1 to " +
                               std::to_string(FacetRequest::kMaxLimit) + ", 'count' or 'name'";
    const std::string stacked = ", 'by=FACET' or 'series=5'";
    if (kind == FacetKind::date) {
        return "'year', 'month', 'week', 'day', a range such as 2013-07..2015" + stacked;
    }
    if (kind == FacetKind::number) {
        return values + ", 'step=10', a range such as 10..20" + stacked;
    }
    return values;
}

/// Reads the options of one facet.
class FacetReader {
public:
    FacetReader(const FacetDefinition& facet, const Facets& all) : facet_(facet), all_(all) {
        request_.name = facet.name;
    }

    void read(const std::string& option) {
        const bool is_read = facet_.kind == FacetKind::date     ? read_of_days(option)
                             : facet_.kind == FacetKind::number ? read_of_numbers(option)
                                                                : read_of_values(option);
        if (!is_read) {
            refuse("facets", "behind '" + facet_.name + "' " + what_it_takes(facet_.kind), option);
        }
    }

    FacetRequest finish() {
        const bool has_values = has("limit") || has("order");
        const bool is_clear = !(has("step") && has("ranges")) &&
                              !(has_values && (has("step") || has("ranges"))) &&
                              !(has("series") && !has("by"));
        if (!is_clear) {
            throw Error(ErrorCode::invalid_parameter, "facets",
                        "'facets' must ask for one thing of '" + facet_.name +
                            "': values (a number, 'count' or 'name'), steps (with 'by=FACET' and "
                            "'series=5'), or ranges");
        }
        const bool has_steps = request_.date_step || request_.number_step;
        if (facet_.kind == FacetKind::date && !has_steps && request_.ranges.empty()) {
            request_.date_step = DateStep::year;
        }
        if (request_.ranges.size() > kMaxRanges) {
            refuse("facets", "at most " + std::to_string(kMaxRanges) + " ranges of a facet",
                   std::to_string(request_.ranges.size()));
        }
        const bool is_histogram =
            (request_.date_step || request_.number_step) && request_.ranges.empty();
        if (!request_.by.empty() && !is_histogram) {
            refuse("facets", "a facet with steps (date:month, prix:step=10) where it has 'by='",
                   facet_.name);
        }
        return request_;
    }

private:
    bool read_of_values(const std::string& option) {
        if (const auto order = find_choice(option, kFacetOrders)) {
            request_.order = *order;
            return once("order");
        }
        const bool is_number =
            !option.empty() &&
            std::all_of(option.begin(), option.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!is_number) return false;
        request_.limit = whole_number("facets", option, 1, FacetRequest::kMaxLimit);
        return once("limit");
    }

    bool read_of_numbers(const std::string& option) {
        if (option.starts_with(kStep)) {
            const auto step = search::read_number(option.substr(kStep.size()));
            if (!step || *step < kSmallestStep) return false;
            request_.number_step = step;
            return once("step");
        }
        return read_range(option) || read_stack(option) || read_of_values(option);
    }

    bool read_of_days(const std::string& option) {
        if (const auto step = find_choice(option, kDateSteps)) {
            request_.date_step = *step;
            return once("step");
        }
        return read_range(option) || read_stack(option);
    }

    bool read_range(const std::string& option) {
        if (option.find("..") == std::string::npos) return false;
        const auto range = search::filter_value(facet_.kind, option);
        if (!range) return false;
        request_.ranges.push_back(*range);
        seen_.insert("ranges");
        return true;
    }

    bool read_stack(const std::string& option) {
        if (option.starts_with(kSeries)) {
            request_.series =
                whole_number("facets", option.substr(kSeries.size()), 1, FacetRequest::kMaxSeries);
            return once("series");
        }
        if (!option.starts_with(kBy)) return false;
        request_.by = option.substr(kBy.size());
        search::require_facet(all_, request_.by, "facets", search::DateFacet::refused);
        return once("by");
    }

    /// Notes an option; false when it was there before.
    bool once(const std::string& option) { return seen_.insert(option).second; }

    bool has(const std::string& option) const { return seen_.contains(option); }

    const FacetDefinition& facet_;
    const Facets& all_;
    FacetRequest request_;
    std::set<std::string> seen_;
};

FacetRequest read_facet(const std::string& text, const Facets& facets) {
    const auto parts = split(text, ':');
    const FacetDefinition facet =
        search::require_facet(facets, parts.front(), "facets", search::DateFacet::allowed);
    FacetReader reader(facet, facets);
    for (std::size_t i = 1; i < parts.size(); ++i) reader.read(parts[i]);
    return reader.finish();
}

/// A value that a filter of the facet can have, as the index writes it.
std::string filter_value(const FacetDefinition& facet, const std::string& parameter,
                         const std::string& value) {
    if (const auto known = search::filter_value(facet.kind, value)) return *known;
    refuse(parameter,
           facet.kind == FacetKind::number
               ? "a number or a range of numbers (12.5, 10..20, 10.., ..20, 10..<20)"
               : "a year, month, week or day, or a range of them (2013, 2013-07, 2013-W27, "
                 "2013-07-01..2015)",
           value);
}

}  // namespace

std::vector<search::FacetFilter> read_filters(ParameterReader& reader, std::string_view prefix,
                                              const Facets& facets) {
    std::vector<search::FacetFilter> filters;
    std::size_t values = 0;
    for (const auto& [given, value] : reader.with_prefix(prefix)) {
        const std::string name = given.substr(prefix.size());
        const auto facet = search::require_facet(facets, name, given, search::DateFacet::refused);
        auto row = std::find_if(filters.begin(), filters.end(),
                                [&](const auto& filter) { return filter.name == name; });
        if (row == filters.end()) row = filters.insert(row, {name, {}});
        row->values.push_back(filter_value(facet, given, value));
        if (++values > kMaxFilterValues) {
            throw Error(ErrorCode::invalid_parameter, given,
                        "filters may name at most " + std::to_string(kMaxFilterValues) +
                            " values, but name more");
        }
    }
    return filters;
}

std::vector<FacetRequest> read_facets(ParameterReader& reader, const Facets& facets) {
    std::vector<FacetRequest> requests;
    const auto text = reader.once("facets");
    if (!text || text->empty()) return requests;
    for (const auto& part : split(*text, ',')) {
        auto request = read_facet(part, facets);
        const auto is_same = [&](const auto& other) { return other.name == request.name; };
        if (std::any_of(requests.begin(), requests.end(), is_same)) {
            refuse("facets", "a list that names each facet once", *text);
        }
        requests.push_back(std::move(request));
    }
    if (requests.size() > kMaxFacets) {
        refuse("facets", "a list of at most " + std::to_string(kMaxFacets) + " facets", *text);
    }
    return requests;
}

std::vector<FacetRequest> every_facet(const Facets& facets) {
    std::vector<FacetRequest> requests;
    const auto add = [&](const FacetDefinition& facet) {
        requests.push_back(FacetReader(facet, facets).finish());
    };
    for (const auto& facet : facets) add(facet);
    add(search::require_facet(facets, std::string(search::kDateFacetName), "facets",
                              search::DateFacet::allowed));
    return requests;
}

}  // namespace kiosque::api
