#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/article.hpp"
#include "index/facet.hpp"
#include "index/mapped_file.hpp"

/// What facets, filters and sorting read of each document, column by column, beside a segment.
///
///     ColumnsHeader, then a FacetHeader for each facet (columns_format.hpp)
///     i32 days[documents + 1]      days since 1970-01-01, kNoDay for none; row 0 is unused
///     for each facet: its name, its values (their ends and bytes), the same folded, u32
///     ranks[values], u32 totals[values], and u32 starts[documents + 2] into u32 ordinals: those
///     of document d are [starts[d], starts[d + 1])
///
/// Every section is aligned to 4 bytes, numbers are in the byte order of the machine.
///
/// A document's values are ordinals into the facet's values, which are sorted by their bytes, or
/// by size where they are numbers. A rank is the place of a value in the order in which French
/// dictionaries sort; a total is how many documents of the segment have the value.
namespace kiosque::index {

inline constexpr std::int32_t kNoDay = INT32_MIN;

/// One facet of a segment, in the mapped file.
class FacetColumn {
public:
    std::string_view name() const { return name_; }
    FacetKind kind() const { return kind_; }

    std::size_t value_count() const { return values_.size(); }
    std::string_view value(std::uint32_t ordinal) const { return values_[ordinal]; }
    /// The value in lower case, without accents, its words apart by single spaces.
    std::string_view folded(std::uint32_t ordinal) const { return folded_[ordinal]; }
    std::uint32_t rank(std::uint32_t ordinal) const { return ranks_[ordinal]; }
    std::uint32_t total(std::uint32_t ordinal) const { return totals_[ordinal]; }
    /// Of a facet of numbers.
    double number(std::uint32_t ordinal) const { return read_number(value(ordinal)).value_or(0); }

    /// The ordinal of a value, by binary search.
    std::optional<std::uint32_t> find(std::string_view wanted) const;
    /// The first ordinal whose value is not before `wanted`; value_count() when there is none.
    std::uint32_t lower_bound(std::string_view wanted) const;
    std::uint32_t lower_bound(double wanted) const;

    /// The ordinals of a document, ascending, each once.
    std::span<const std::uint32_t> ordinals(std::size_t document) const {
        return ordinals_.subspan(starts_[document], starts_[document + 1] - starts_[document]);
    }

private:
    friend class Columns;

    std::string_view name_;
    FacetKind kind_ = FacetKind::values;
    TextSection values_;
    TextSection folded_;
    std::span<const std::uint32_t> ranks_;
    std::span<const std::uint32_t> totals_;
    std::span<const std::uint32_t> starts_;
    std::span<const std::uint32_t> ordinals_;
};

/// A columns file, mapped read-only. Safe to share between threads.
class Columns {
public:
    /// Maps the file and checks every offset in it, so that reading cannot leave it. Throws
    /// Error(index_damaged) that names the file and what does not fit.
    explicit Columns(const std::filesystem::path& file);

    std::size_t documents() const { return days_.size() - 1; }

    /// The day of a document, as days since 1970-01-01, or kNoDay.
    std::int32_t day(std::size_t document) const { return days_[document]; }

    const std::vector<FacetColumn>& facets() const { return facets_; }
    /// The facet of that name, or nullptr.
    const FacetColumn* facet(std::string_view name) const;

    /// CRC-32 of the whole file; reads all of it.
    std::uint32_t checksum() const { return file_.checksum(); }

private:
    MappedFile file_;
    std::span<const std::int32_t> days_;
    std::vector<FacetColumn> facets_;
};

}  // namespace kiosque::index
