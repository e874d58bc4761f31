#include "search/facets.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <span>

#include "index/schema.hpp"
#include "search/document_matcher.hpp"

namespace kiosque::search {
namespace {

using index::Columns;
using index::DocumentSet;

/// Documents of the segment with one of `values` in the facet.
DocumentSet with_any_value(const Columns& columns, const FacetFilter& filter) {
    DocumentSet set(columns.documents());
    const index::FacetColumn* facet = columns.facet(filter.name);
    if (facet == nullptr) return set;
    std::vector<std::uint32_t> wanted;
    for (const auto& value : filter.values) {
        if (const auto ordinal = facet->find(value)) wanted.push_back(*ordinal);
    }
    if (wanted.empty()) return set;
    for (std::size_t document = 1; document <= columns.documents(); ++document) {
        const auto has = [&](std::uint32_t ordinal) {
            return std::find(wanted.begin(), wanted.end(), ordinal) != wanted.end();
        };
        const auto ordinals = facet->ordinals(document);
        if (std::any_of(ordinals.begin(), ordinals.end(), has)) set.insert(document);
    }
    return set;
}

/// Orders dates and counts alike by what is written: the ISO forms sort as the days do.
std::string bucket_of(Day day, DateStep step) {
    const std::chrono::year_month_day date(day);
    std::array<char, 32> text{};
    const int year = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    switch (step) {
        case DateStep::year:
            std::snprintf(text.data(), text.size(), "%04d", year);
            break;
        case DateStep::month:
            std::snprintf(text.data(), text.size(), "%04d-%02u", year, month);
            break;
        case DateStep::week: {
            // ISO 8601: a week belongs to the year of its Thursday.
            const auto weekday = std::chrono::weekday(day).iso_encoding();
            const Day thursday = day + std::chrono::days(4 - static_cast<int>(weekday));
            const auto iso_year = std::chrono::year_month_day(thursday).year();
            const Day new_year = Day(iso_year / std::chrono::January / 1);
            const auto week = (thursday - new_year).count() / 7 + 1;
            std::snprintf(text.data(), text.size(), "%04d-W%02d", static_cast<int>(iso_year),
                          static_cast<int>(week));
            break;
        }
        case DateStep::day:
            return format_iso_day(day);
    }
    return text.data();
}

}  // namespace

FacetCounter::FacetCounter(const index::OpenIndex& index, const Selection& selection,
                           const std::vector<DocumentSet>& found)
    : index_(index), selection_(selection), found_(found) {}

std::vector<DocumentSet> FacetCounter::filtered_without(const std::string& facet) const {
    std::vector<DocumentSet> filtered = found_;
    for (std::size_t i = 0; i < filtered.size(); ++i) {
        const Columns& columns = index_.columns(i);
        for (const auto& filter : selection_.only) {
            if (filter.name != facet) filtered[i] &= with_any_value(columns, filter);
        }
        for (const auto& filter : selection_.without) {
            filtered[i].subtract(with_any_value(columns, filter));
        }
        if (selection_.days && facet != index::kDateFacet) {
            filtered[i] &= within_days(columns, *selection_.days);
        }
    }
    return filtered;
}

FacetResult FacetCounter::count(const FacetRequest& request) const {
    return request.name == index::kDateFacet ? count_days(request) : count_values(request);
}

FacetResult FacetCounter::count_values(const FacetRequest& request) const {
    std::map<std::string, std::size_t, std::less<>> counts;
    const auto filtered = filtered_without(request.name);
    for (std::size_t i = 0; i < filtered.size(); ++i) {
        const index::FacetColumn* facet = index_.columns(i).facet(request.name);
        if (facet == nullptr) continue;
        std::vector<std::size_t> by_ordinal(facet->value_count());
        filtered[i].for_each([&](std::size_t document) {
            for (const auto ordinal : facet->ordinals(document)) ++by_ordinal[ordinal];
        });
        for (std::uint32_t ordinal = 0; ordinal < by_ordinal.size(); ++ordinal) {
            if (by_ordinal[ordinal] == 0) continue;
            counts[std::string(facet->value(ordinal))] += by_ordinal[ordinal];
        }
    }
    std::vector<FacetValue> selected;
    for (const auto& filter : selection_.only) {
        if (filter.name != request.name) continue;
        for (const auto& value : filter.values) {
            const auto found = counts.find(value);
            const bool is_twice = std::any_of(selected.begin(), selected.end(),
                                              [&](const auto& s) { return s.value == value; });
            if (is_twice) continue;
            selected.push_back({value, found == counts.end() ? 0 : found->second, true});
            if (found != counts.end()) counts.erase(found);
        }
    }
    FacetResult result{request.name, {}};
    for (const auto& [value, count] : counts) result.values.push_back({value, count, false});
    const auto is_before = [](const FacetValue& a, const FacetValue& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    };
    std::sort(result.values.begin(), result.values.end(), is_before);
    // A chosen value is always shown, so that it can be taken back.
    const std::size_t room = request.limit > selected.size() ? request.limit - selected.size() : 0;
    result.values.resize(std::min(result.values.size(), room));
    result.values.insert(result.values.end(), selected.begin(), selected.end());
    std::sort(result.values.begin(), result.values.end(), is_before);
    return result;
}

FacetResult FacetCounter::count_days(const FacetRequest& request) const {
    std::map<std::string, FacetValue> buckets;
    const auto filtered = filtered_without(request.name);
    for (std::size_t i = 0; i < filtered.size(); ++i) {
        filtered[i].for_each([&](std::size_t document) {
            const std::int32_t number = index_.columns(i).day(document);
            if (number == index::kNoDay) return;
            const Day day{std::chrono::days(number)};
            FacetValue& bucket = buckets[bucket_of(day, request.step)];
            ++bucket.count;
            bucket.selected = bucket.selected || is_chosen(day);
        });
    }
    FacetResult result{request.name, {}};
    for (const auto& [value, bucket] : buckets) {
        result.values.push_back({value, bucket.count, bucket.selected});
    }
    return result;
}

bool FacetCounter::is_chosen(Day day) const {
    const auto& days = selection_.days;
    return days && (!days->first || *days->first <= day) && (!days->last || day <= *days->last);
}

}  // namespace kiosque::search
