#include "search/facets.hpp"

#include <algorithm>

#include "search/day_range.hpp"
#include "search/document_matcher.hpp"
#include "search/facet_extent.hpp"
#include "search/facet_filter.hpp"
#include "search/histogram.hpp"
#include "search/value_prefix.hpp"

namespace kiosque::search {
namespace {

using index::DocumentSet;

/// Puts the first `count` in order, and lets the others go.
template <typename IsBefore>
void keep_first(std::vector<ValueCount>& counts, std::size_t count, IsBefore is_before) {
    const auto middle =
        counts.begin() + static_cast<std::ptrdiff_t>(std::min(count, counts.size()));
    std::partial_sort(counts.begin(), middle, counts.end(), is_before);
    counts.erase(middle, counts.end());
}

void put_in_order(std::vector<ValueCount>& counts, const FacetValues& values, FacetOrder order,
                  std::size_t most) {
    keep_first(counts, most, [&](const ValueCount& a, const ValueCount& b) {
        if (order == FacetOrder::count && a.count != b.count) return a.count > b.count;
        return values.rank(a.value) < values.rank(b.value);
    });
}

bool has(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// True for facets whose values are more or less, and not only these or those.
bool has_size(const index::FacetDefinition& facet) {
    return facet.kind == index::FacetKind::number || facet.kind == index::FacetKind::date;
}

}  // namespace

FacetCounter::FacetCounter(const index::OpenIndex& index, const FacetTable& facets,
                           const Selection& selection, const Sets& found)
    : index_(index), facets_(facets), selection_(selection), found_(found) {
    for (const auto& filter : selection.only) add_filter(filter, false);
    for (const auto& filter : selection.without) add_filter(filter, true);
    if (selection.days) add_day_filter();
    filtered_ = filtered_without({});
}

void FacetCounter::add_filter(const FacetFilter& filter, bool is_exclusion) {
    const FacetValues& values = facets_.values(facets_.find(filter.name).value());
    Filter row{filter.name, is_exclusion, {}};
    for (std::size_t i = 0; i < found_.size(); ++i) {
        row.passing.push_back(filter_by_value(values.column(i), filter, found_[i], !is_exclusion));
    }
    filters_.push_back(std::move(row));
}

void FacetCounter::add_day_filter() {
    Filter row{std::string(index::kDateFacet), false, {}};
    for (std::size_t i = 0; i < found_.size(); ++i) {
        row.passing.push_back(within_days(index_.columns(i), *selection_.days));
        row.passing.back() &= found_[i];
    }
    filters_.push_back(std::move(row));
}

FacetCounter::Sets FacetCounter::filtered_without(const std::string& facet) const {
    Sets filtered = found_;
    for (const auto& filter : filters_) {
        if (filter.facet == facet && !filter.is_exclusion) continue;
        for (std::size_t i = 0; i < filtered.size(); ++i) filtered[i] &= filter.passing[i];
    }
    return filtered;
}

std::vector<std::string> FacetCounter::chosen_of(const std::string& facet) const {
    std::vector<std::string> chosen;
    for (const auto& filter : selection_.only) {
        if (filter.name != facet) continue;
        for (const auto& value : filter.values) {
            if (!has(chosen, value)) chosen.push_back(value);
        }
    }
    return chosen;
}

std::size_t FacetCounter::count_with(const std::string& facet, const std::string& value,
                                     const Sets& sets) const {
    std::size_t total = 0;
    if (facet == index::kDateFacet) {
        const auto days = parse_day_range(value);
        for (std::size_t i = 0; days && i < sets.size(); ++i) {
            DocumentSet set = within_days(index_.columns(i), *days);
            set &= sets[i];
            total += set.count();
        }
        return total;
    }
    const FacetValues& values = facets_.values(facets_.find(facet).value());
    for (std::size_t i = 0; i < sets.size(); ++i) {
        total += filter_by_value(values.column(i), {facet, {value}}, sets[i], true).count();
    }
    return total;
}

FacetResult FacetCounter::count(const FacetRequest& request) const {
    const bool is_filtered = std::any_of(
        filters_.begin(), filters_.end(),
        [&](const Filter& filter) { return filter.facet == request.name && !filter.is_exclusion; });
    Sets own;
    if (is_filtered) own = filtered_without(request.name);
    const Sets& sets = is_filtered ? own : filtered_;

    FacetResult result{request.name, {}, {}};
    const auto facet = facets_.find(request.name);
    if (!request.ranges.empty()) {
        result.values = in_ranges(request, sets);
    } else if (request.date_step || request.number_step) {
        result.values = in_steps(request, sets);
    } else {
        result.values = most_frequent(request, facet.value(), sets);
    }
    if (!facet) result.extent = extent_of_days(index_, sets);
    if (facet && has_size(facets_.definitions()[*facet])) {
        result.extent = extent_of_values(facets_.values(*facet), sets);
    }
    return result;
}

FacetValue FacetCounter::shown(const FacetValues& values, const ValueCount& count,
                               const std::vector<std::string>& chosen) const {
    const std::string text(values.text(count.value));
    return {text, count.count, has(chosen, text), {}};
}

std::vector<FacetValue> FacetCounter::most_frequent(const FacetRequest& request, std::size_t facet,
                                                    const Sets& sets) const {
    const FacetValues& values = facets_.values(facet);
    auto counts = count_values(values, sets);
    const auto chosen = chosen_of(request.name);
    const bool may_be_range = has_size(facets_.definitions()[facet]);
    // A chosen value is always shown, so that it can be taken back.
    std::vector<ValueCount> kept;
    std::vector<FacetValue> others;
    for (const auto& text : chosen) {
        const auto value = values.find(text);
        const auto found = std::lower_bound(
            counts.begin(), counts.end(), value.value_or(0),
            [](const ValueCount& count, std::uint32_t number) { return count.value < number; });
        if (!value || found == counts.end() || found->value != *value) {
            others.push_back(
                {text, may_be_range ? count_with(request.name, text, sets) : 0, true, {}});
        } else {
            kept.push_back(*found);
            counts.erase(found);
        }
    }
    const std::size_t taken = kept.size() + others.size();
    put_in_order(counts, values, request.order, request.limit > taken ? request.limit - taken : 0);
    counts.insert(counts.end(), kept.begin(), kept.end());
    put_in_order(counts, values, request.order, counts.size());
    std::vector<FacetValue> listed;
    for (const auto& count : counts) listed.push_back(shown(values, count, chosen));
    listed.insert(listed.end(), others.begin(), others.end());
    return listed;
}

std::vector<FacetValue> FacetCounter::in_ranges(const FacetRequest& request,
                                                const Sets& sets) const {
    std::vector<FacetValue> listed;
    for (const auto& range : request.ranges) {
        listed.push_back({range,
                          count_with(request.name, range, sets),
                          is_chosen_step(request.name, range),
                          {}});
    }
    return listed;
}

/// Chosen by its name, or, of the day of an article, by days that take all of it in.
bool FacetCounter::is_chosen_step(const std::string& facet, const std::string& name) const {
    if (facet != index::kDateFacet) return has(chosen_of(facet), name);
    if (!selection_.days) return false;
    const auto days = parse_day_range(name);
    if (!days) return false;
    const auto& all = *selection_.days;
    const bool from = !all.first || (days->first && *all.first <= *days->first);
    const bool to = !all.last || (days->last && *days->last <= *all.last);
    return from && to;
}

/// Those that have a day, or a value of the facet: the others fall into no step.
FacetCounter::Sets FacetCounter::with_a_step(std::optional<std::size_t> facet,
                                             const Sets& sets) const {
    Sets with;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        with.emplace_back(sets[i].documents());
        const index::Columns& columns = index_.columns(i);
        sets[i].for_each([&](std::size_t document) {
            const bool has_step = facet ? !columns.facets()[*facet].ordinals(document).empty()
                                        : columns.day(document) != index::kNoDay;
            if (has_step) with.back().insert(document);
        });
    }
    return with;
}

std::vector<FacetValue> FacetCounter::in_steps(const FacetRequest& request,
                                               const Sets& sets) const {
    const auto facet = facets_.find(request.name);
    Histogram histogram(index_, facet ? &facets_.values(*facet) : nullptr, request);
    std::vector<ValueCount> series;
    const FacetValues* stacked = nullptr;
    if (!request.by.empty()) {
        stacked = &facets_.values(facets_.find(request.by).value());
        series = count_values(*stacked, with_a_step(facet, sets));
        put_in_order(series, *stacked, FacetOrder::count, request.series);
        std::vector<std::uint32_t> series_of(stacked->size(), Histogram::kNoSeries);
        for (std::uint32_t i = 0; i < series.size(); ++i) series_of[series[i].value] = i;
        histogram.stack_by(*stacked, std::move(series_of), series.size());
    }
    const auto chosen = chosen_of(request.by);
    std::vector<FacetValue> listed;
    for (const auto& bucket : histogram.count(sets)) {
        FacetValue step{bucket.name, bucket.count, is_chosen_step(request.name, bucket.name), {}};
        for (std::size_t i = 0; i < series.size(); ++i) {
            const auto count = static_cast<std::uint32_t>(bucket.by_series[i]);
            step.by.push_back(shown(*stacked, {series[i].value, count}, chosen));
        }
        listed.push_back(std::move(step));
    }
    return listed;
}

ValuesResult FacetCounter::find_values(const ValueSearch& search) const {
    const FacetValues& values = facets_.values(facets_.find(search.facet).value());
    auto counts = count_values(values, filtered_without(search.facet));
    const ValuePrefix prefix(search.prefix);
    std::erase_if(counts, [&](const ValueCount& count) {
        const bool is_there = !search.under || is_child(values.text(count.value), *search.under);
        return !is_there || !prefix.fits(values.folded(count.value));
    });
    ValuesResult result;
    result.facet = search.facet;
    result.values_total = counts.size();
    put_in_order(counts, values, search.order, search.offset + search.limit);
    const auto chosen = chosen_of(search.facet);
    for (std::size_t i = search.offset; i < counts.size(); ++i) {
        result.values.push_back(shown(values, counts[i], chosen));
    }
    const std::size_t end = search.offset + search.limit;
    if (end < result.values_total) result.next_offset = end;
    return result;
}

}  // namespace kiosque::search
