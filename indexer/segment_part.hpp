#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <xapian.h>

#include "index/manifest.hpp"
#include "indexer/columns_writer.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/forward_index_writer.hpp"

namespace kiosque::indexer {

/// A small database with the documents of a batch, and what stands beside it: a part of a segment
/// to come. Belongs to one thread.
///
/// Memory holds the change set of the part. One growing database would take three to five times as
/// long, and the memory of its whole change set.
class SegmentPart {
public:
    /// Makes the folder of the database. Throws Error(io_failed), like all that follows.
    SegmentPart(std::filesystem::path folder, const std::vector<index::FacetDefinition>& facets);

    /// The next document.
    void add(const AnalyzedArticle& analyzed, const index::AverageLengths& averages,
             const index::RankingParameters& ranking);

    /// Writes what is left. Called once, last.
    void finish();

    const std::filesystem::path& folder() const { return folder_; }
    const ColumnsWriter& columns() const { return columns_; }
    const ForwardIndexWriter& forward() const { return forward_; }

private:
    std::filesystem::path folder_;
    Xapian::WritableDatabase database_;
    ColumnsWriter columns_;
    ForwardIndexWriter forward_;
};

}  // namespace kiosque::indexer
