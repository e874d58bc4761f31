#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/article.hpp"
#include "index/columns.hpp"

namespace kiosque::indexer {

/// Collects the facets of documents in the order of their numbers, then writes the columns file
/// (index/columns.hpp). Memory: each different value once, and four bytes for each value of each
/// document.
class ColumnsWriter {
public:
    explicit ColumnsWriter(const std::vector<index::FacetDefinition>& facets);

    /// The next document: its day, and for each facet its values; those given twice count once.
    void add(std::optional<Day> day, const std::vector<std::vector<std::string>>& values_by_facet);

    /// Adds the documents of another writer, which has the same facets, behind those of this one.
    void append(const ColumnsWriter& other);

    std::size_t documents() const { return days_.size() - 1; }

    /// Writes and syncs the file.
    void write(const std::filesystem::path& file) const;

private:
    /// The values of a facet, numbered as they came.
    struct Column {
        index::FacetDefinition facet;
        std::unordered_map<std::string, std::uint32_t> numbers;
        std::vector<std::uint32_t> starts{0, 0};  ///< row 0 is no document
        std::vector<std::uint32_t> values;        ///< of all documents, by their numbers
    };

    std::vector<std::int32_t> days_{index::kNoDay};
    std::vector<Column> columns_;
};

}  // namespace kiosque::indexer
