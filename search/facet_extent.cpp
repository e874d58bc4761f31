#include "search/facet_extent.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace kiosque::search {
namespace {

/// The least and the most of what was seen, and how often something was.
template <typename Value>
struct Ends {
    std::optional<Value> lowest;
    std::optional<Value> highest;
    std::size_t articles = 0;

    void see(Value low, Value high) {
        ++articles;
        lowest = std::min(lowest.value_or(low), low);
        highest = std::max(highest.value_or(high), high);
    }

    template <typename Write>
    FacetExtent written(Write write) const {
        if (!lowest) return {};
        return {write(*lowest), write(*highest), articles};
    }
};

}  // namespace

FacetExtent extent_of_days(const index::OpenIndex& index,
                           const std::vector<index::DocumentSet>& sets) {
    Ends<std::int32_t> ends;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const index::Columns& columns = index.columns(i);
        sets[i].for_each([&](std::size_t document) {
            const std::int32_t day = columns.day(document);
            if (day != index::kNoDay) ends.see(day, day);
        });
    }
    return ends.written(
        [](std::int32_t day) { return format_iso_day(Day(std::chrono::days(day))); });
}

FacetExtent extent_of_values(const FacetValues& values,
                             const std::vector<index::DocumentSet>& sets) {
    Ends<std::uint32_t> ends;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        sets[i].for_each([&](std::size_t document) {
            const auto ordinals = values.column(i).ordinals(document);
            if (ordinals.empty()) return;
            ends.see(values.number(i, ordinals.front()), values.number(i, ordinals.back()));
        });
    }
    return ends.written([&](std::uint32_t value) { return std::string(values.text(value)); });
}

}  // namespace kiosque::search
