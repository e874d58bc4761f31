#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/article.hpp"

/// What facets, filters and sorting read of each document, column by column, beside a segment.
///
///     ColumnsHeader, then a FacetHeader for each facet (columns_format.hpp)
///     i32 days[documents + 1]      days since 1970-01-01, kNoDay for none; row 0 is unused
///     for each facet: its name, the ends of its values and their bytes, and u32
///     starts[documents + 2] into the ordinals: those of document d are [starts[d], starts[d + 1])
///
/// Every section is aligned to 4 bytes, numbers are in the byte order of the machine.
///
/// A document's values are ordinals into the facet's values, which are sorted by their bytes.
namespace kiosque::index {

inline constexpr std::int32_t kNoDay = INT32_MIN;

/// Collects the values of documents in the order of their numbers, then writes the file.
class ColumnsWriter {
public:
    /// The next document: its day, and for each facet its values.
    void add(std::optional<Day> day, std::vector<std::vector<std::string>> values_by_facet);

    std::size_t documents() const { return days_.size(); }

    /// Writes and syncs the file; gives back its CRC-32. `facets` names the values given to `add`.
    std::uint32_t write(const std::filesystem::path& file,
                        const std::vector<std::string>& facets) const;

private:
    std::vector<std::int32_t> days_;
    std::vector<std::vector<std::vector<std::string>>> values_;  ///< by document, by facet
};

/// One facet of a segment, in the mapped file.
class FacetColumn {
public:
    std::string_view name() const { return name_; }

    std::size_t value_count() const { return value_ends_.size(); }
    std::string_view value(std::uint32_t ordinal) const {
        const std::uint32_t begin = ordinal == 0 ? 0 : value_ends_[ordinal - 1];
        return value_bytes_.substr(begin, value_ends_[ordinal] - begin);
    }
    /// The ordinal of a value, by binary search.
    std::optional<std::uint32_t> find(std::string_view wanted) const;

    /// The ordinals of a document, ascending, each once.
    std::span<const std::uint32_t> ordinals(std::size_t document) const {
        return ordinals_.subspan(starts_[document], starts_[document + 1] - starts_[document]);
    }

private:
    friend class Columns;

    std::string_view name_;
    std::span<const std::uint32_t> value_ends_;
    std::string_view value_bytes_;
    std::span<const std::uint32_t> starts_;
    std::span<const std::uint32_t> ordinals_;
};

/// A columns file, mapped read-only. Safe to share between threads.
class Columns {
public:
    /// Maps the file and checks every offset in it, so that reading cannot leave it. Throws
    /// Error(index_damaged) that names the file and what does not fit.
    explicit Columns(const std::filesystem::path& file);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;

    std::size_t documents() const { return days_.size() - 1; }

    /// The day of a document, as days since 1970-01-01, or kNoDay.
    std::int32_t day(std::size_t document) const { return days_[document]; }

    const std::vector<FacetColumn>& facets() const { return facets_; }
    /// The facet of that name, or nullptr.
    const FacetColumn* facet(std::string_view name) const;

    /// CRC-32 of the whole file; reads all of it.
    std::uint32_t checksum() const;

private:
    class Mapping;

    std::unique_ptr<Mapping> mapping_;
    std::span<const std::int32_t> days_;
    std::vector<FacetColumn> facets_;
};

}  // namespace kiosque::index
