#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "index/manifest.hpp"
#include "indexer/segment_part.hpp"

namespace kiosque::indexer {

/// Writes one segment of parts that several threads make at the same time, joined into a compact
/// one in the order of their numbers, so that the same articles give the same segment however many
/// threads there are.
///
/// Memory: the facets and the order of words of all documents (about two bytes a word), and the
/// parts that came before their turn.
class SegmentWriter {
public:
    /// `root` is the index directory, `path` the segment's folder below it, made with the first
    /// part. `facets` are those of the articles to come.
    SegmentWriter(std::filesystem::path root, std::string path,
                  std::vector<index::FacetDefinition> facets);

    /// Removes what was begun and not finished: it would fill a disk that may be full already.
    ~SegmentWriter();
    SegmentWriter(const SegmentWriter&) = delete;
    SegmentWriter& operator=(const SegmentWriter&) = delete;

    /// A part to be filled and taken back; numbers count from 0, each once. Thread-safe.
    std::unique_ptr<SegmentPart> start_part(std::size_t number) const;

    /// Takes a part that is filled and finished. Thread-safe.
    void take(std::size_t number, std::unique_ptr<SegmentPart> part);

    /// Joins the parts, writes what stands beside them, syncs everything to disk. Called once,
    /// last, when all parts have been taken.
    index::SegmentEntry finish();

private:
    void join(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& into,
              unsigned flags) const;

    std::filesystem::path root_;
    std::string path_;
    std::vector<index::FacetDefinition> facets_;
    bool is_finished_ = false;

    std::mutex mutex_;                                             ///< of what follows
    std::map<std::size_t, std::unique_ptr<SegmentPart>> waiting_;  ///< for a part before them
    std::vector<std::filesystem::path> parts_;                     ///< in order
    ColumnsWriter columns_;
    ForwardIndexWriter forward_;
    OriginsWriter origins_;
};

}  // namespace kiosque::indexer
