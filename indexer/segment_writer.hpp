#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "index/manifest.hpp"
#include "indexer/columns_writer.hpp"
#include "indexer/document_builder.hpp"

namespace kiosque::indexer {

/// Writes one segment: small databases while articles come in, joined into a compact one at the
/// end.
///
/// One growing Xapian database would take three to five times as long, and the memory of its whole
/// change set; this way memory holds the change set of one part, and the facet values of all.
class SegmentWriter {
public:
    static constexpr std::size_t kDocumentsAPart = 1000;
    static constexpr std::size_t kBytesAPart = std::size_t{32} << 20U;  ///< of their text
    /// Each open part takes several file descriptors, of which a process has about a thousand.
    static constexpr std::size_t kMostParts = 50;

    /// `root` is the index directory, `path` the segment's folder below it, made with
    /// the first document. `facets` are those of the articles to come.
    SegmentWriter(std::filesystem::path root, std::string path,
                  const std::vector<index::FacetDefinition>& facets);

    /// The next document, numbered from 1 in the order of the calls.
    void add(const AnalyzedArticle& analyzed, const index::AverageLengths& averages,
             const index::RankingParameters& ranking);

    /// Joins the parts, writes the columns, syncs everything to disk. Called once, last.
    index::SegmentEntry finish();

private:
    void start_part();
    void finish_part();
    void join_parts(const std::filesystem::path& into, unsigned flags);

    std::filesystem::path root_;
    std::string path_;
    std::vector<std::filesystem::path> parts_;
    std::vector<std::filesystem::path> joined_;  ///< of kMostParts parts each, before all of parts_
    Xapian::WritableDatabase part_;
    std::size_t documents_in_part_ = 0;
    std::size_t bytes_in_part_ = 0;
    std::size_t parts_begun_ = 0;
    ColumnsWriter columns_;
};

}  // namespace kiosque::indexer
