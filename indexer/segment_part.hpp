#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "index/manifest.hpp"
#include "indexer/columns_writer.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/forward_index_writer.hpp"
#include "indexer/origins.hpp"

namespace kiosque::indexer {

/// What impacts are made with.
struct Weighing {
    index::AverageLengths averages;
    index::RankingParameters ranking;
};

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
    void add(const AnalyzedArticle& analyzed, const Origin& origin, const Weighing& weighing);

    /// Writes what is left. Called once, last.
    void finish();

    const std::filesystem::path& folder() const { return folder_; }
    const ColumnsWriter& columns() const { return columns_; }
    const ForwardIndexWriter& forward() const { return forward_; }
    const OriginsWriter& origins() const { return origins_; }

private:
    std::filesystem::path folder_;
    Xapian::WritableDatabase database_;
    ColumnsWriter columns_;
    /// Key and word. Added to the database at the end, sorted: it looks each one up in its file.
    std::set<std::pair<std::string, std::string>> dictionary_;
    ForwardIndexWriter forward_;
    OriginsWriter origins_;
};

}  // namespace kiosque::indexer
