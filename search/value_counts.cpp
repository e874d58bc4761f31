#include "search/value_counts.hpp"

#include <algorithm>

namespace kiosque::search {
namespace {

using index::DocumentSet;
using Numbers = std::vector<std::uint32_t>;

/// So many values a document make it cheaper to sort what the documents have than to look through
/// all values that there are.
constexpr std::size_t kSparse = 16;

template <typename Visit>
void for_each_ordinal(const index::FacetColumn& column, const DocumentSet& set, Visit visit) {
    set.for_each([&](std::size_t document) {
        for (const auto ordinal : column.ordinals(document)) visit(ordinal);
    });
}

std::vector<ValueCount> sort_and_count(const FacetValues& values,
                                       const std::vector<DocumentSet>& sets) {
    Numbers all;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        for_each_ordinal(values.column(i), sets[i],
                         [&](std::uint32_t ordinal) { all.push_back(values.number(i, ordinal)); });
    }
    std::sort(all.begin(), all.end());
    std::vector<ValueCount> counts;
    for (const auto value : all) {
        if (counts.empty() || counts.back().value != value) counts.push_back({value, 0});
        ++counts.back().count;
    }
    return counts;
}

/// By ordinal. Of more than half of a segment, what is not in the set is taken from the totals.
Numbers count_ordinals(const index::FacetColumn& column, const DocumentSet& set, std::size_t size) {
    Numbers counts(column.value_count());
    if (2 * size <= set.documents()) {
        for_each_ordinal(column, set, [&](std::uint32_t ordinal) { ++counts[ordinal]; });
        return counts;
    }
    for (std::uint32_t i = 0; i < counts.size(); ++i) counts[i] = column.total(i);
    DocumentSet others = DocumentSet::all(set.documents());
    others.subtract(set);
    for_each_ordinal(column, others, [&](std::uint32_t ordinal) { --counts[ordinal]; });
    return counts;
}

}  // namespace

std::vector<ValueCount> count_values(const FacetValues& values,
                                     const std::vector<DocumentSet>& sets) {
    std::vector<std::size_t> sizes;
    std::size_t documents = 0;
    for (const auto& set : sets) documents += sizes.emplace_back(set.count());
    if (documents * kSparse < values.size()) return sort_and_count(values, sets);

    Numbers counts;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        Numbers of_segment = count_ordinals(values.column(i), sets[i], sizes[i]);
        if (sets.size() == 1) {
            counts = std::move(of_segment);
            break;
        }
        counts.resize(values.size());
        for (std::uint32_t ordinal = 0; ordinal < of_segment.size(); ++ordinal) {
            counts[values.number(i, ordinal)] += of_segment[ordinal];
        }
    }
    std::vector<ValueCount> found;
    for (std::uint32_t value = 0; value < counts.size(); ++value) {
        if (counts[value] > 0) found.push_back({value, counts[value]});
    }
    return found;
}

}  // namespace kiosque::search
