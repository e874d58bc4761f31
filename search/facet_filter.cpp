#include "search/facet_filter.hpp"

#include <algorithm>

#include "search/day_range.hpp"
#include "search/number_range.hpp"

namespace kiosque::search {
namespace {

using index::FacetColumn;
using index::FacetKind;

/// Ordinals [begin, end).
struct Ordinals {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

Ordinals numbers_in(const FacetColumn& column, const std::string& text) {
    const auto range = parse_number_range(text);
    if (!range) return {};
    const auto behind = [&](double number) {
        std::uint32_t at = column.lower_bound(number);
        const bool includes = at < column.value_count() && column.number(at) == number;
        if (includes && !range->excludes_last) ++at;
        return at;
    };
    return {range->first ? column.lower_bound(*range->first) : 0,
            range->last ? behind(*range->last) : static_cast<std::uint32_t>(column.value_count())};
}

Ordinals days_in(const FacetColumn& column, const std::string& text) {
    const auto range = parse_day_range(text);
    if (!range) return {};
    // Days sort by their text as long as their year has four digits.
    static const Day kFirst = Day(std::chrono::year(1) / 1 / 1);
    static const Day kLast = Day(std::chrono::year(9999) / 12 / 31);
    const auto from = [&](Day day) { return column.lower_bound(format_iso_day(day)); };
    const auto end = static_cast<std::uint32_t>(column.value_count());
    return {range->first && *range->first > kFirst ? from(*range->first) : 0,
            range->last && *range->last < kLast ? from(*range->last + std::chrono::days(1)) : end};
}

Ordinals ordinals_of(const FacetColumn& column, const std::string& text) {
    switch (column.kind()) {
        case FacetKind::number:
            return numbers_in(column, text);
        case FacetKind::date:
            return days_in(column, text);
        case FacetKind::hierarchy:
        case FacetKind::value:
        case FacetKind::values:
            break;
    }
    const auto ordinal =
        column.find(column.kind() == FacetKind::hierarchy ? index::hierarchy_path(text) : text);
    return ordinal ? Ordinals{*ordinal, *ordinal + 1} : Ordinals{};
}

}  // namespace

ValueMatcher::ValueMatcher(const FacetColumn& column, const std::vector<std::string>& texts)
    : column_(column) {
    for (const auto& text : texts) {
        const auto [begin, end] = ordinals_of(column, text);
        if (begin >= end) continue;
        is_wanted_.resize(column.value_count());
        std::fill(is_wanted_.begin() + begin, is_wanted_.begin() + end, true);
    }
}

bool ValueMatcher::matches(std::size_t document) const {
    if (is_wanted_.empty()) return false;
    const auto ordinals = column_.ordinals(document);
    return std::any_of(ordinals.begin(), ordinals.end(),
                       [&](std::uint32_t ordinal) { return is_wanted_[ordinal]; });
}

index::DocumentSet filter_by_value(const FacetColumn& column, const FacetFilter& filter,
                                   const index::DocumentSet& found, bool is_kept) {
    const ValueMatcher matcher(column, filter.values);
    index::DocumentSet passing(found.documents());
    found.for_each([&](std::size_t document) {
        if (matcher.matches(document) == is_kept) passing.insert(document);
    });
    return passing;
}

}  // namespace kiosque::search
