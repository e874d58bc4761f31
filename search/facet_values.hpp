#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "index/open_index.hpp"

namespace kiosque::search {

/// The different values of a facet over all segments of an index, each with a number of its own.
/// Of one segment these are its ordinals; of several they are made when first asked for, in time
/// linear in the number of values, but for those outside of the largest segment. Immutable.
class FacetValues {
public:
    /// `facet` is a row of the manifest's facets; the index must outlive the values.
    FacetValues(const index::OpenIndex& index, std::size_t facet);

    std::size_t size() const { return size_; }
    std::string_view text(std::uint32_t value) const;
    std::string_view folded(std::uint32_t value) const;
    /// The place of the value among all in the order of names; numbers and days by their size.
    std::uint32_t rank(std::uint32_t value) const;
    /// The number of a segment's value.
    std::uint32_t number(std::size_t segment, std::uint32_t ordinal) const {
        return numbers_.empty() ? ordinal : numbers_[segment][ordinal];
    }
    /// The number of a value; nothing when no segment has it.
    std::optional<std::uint32_t> find(std::string_view text) const;
    const index::FacetColumn& column(std::size_t segment) const { return *columns_[segment]; }

private:
    struct Place {
        std::uint32_t segment;
        std::uint32_t ordinal;
    };

    void join();
    void rank_all(std::size_t largest);

    std::vector<const index::FacetColumn*> columns_;  ///< one a segment
    std::size_t size_ = 0;
    // Only of several segments:
    std::vector<std::vector<std::uint32_t>> numbers_;
    std::vector<Place> places_;  ///< of each value, the first that has it
    std::vector<std::uint32_t> ranks_;
};

/// The values of all facets of an index, joined when first asked for. Thread-safe.
class FacetTable {
public:
    explicit FacetTable(const index::OpenIndex& index);

    const std::vector<index::FacetDefinition>& definitions() const;
    /// The row of a facet; nothing for a name that is none, and for the facet of dates.
    std::optional<std::size_t> find(std::string_view name) const;
    const FacetValues& values(std::size_t facet) const;

private:
    struct Row {
        std::once_flag once;
        std::unique_ptr<FacetValues> values;
    };

    const index::OpenIndex& index_;
    mutable std::vector<Row> rows_;
};

}  // namespace kiosque::search
