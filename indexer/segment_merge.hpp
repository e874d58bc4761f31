#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "index/index_directory.hpp"
#include "indexer/base_index.hpp"
#include "indexer/bulk_writer.hpp"

namespace kiosque::indexer {

/// Which segments of an index are worth joining into one, as rows of the manifest; none is the
/// usual answer.
///
/// Segments are of one level when they have about as many articles (eight times more are the next
/// level). Four of a level are joined, and one is written anew when more than a quarter of it has
/// been deleted; segments that are as large as bulk runs make them are left alone. So there are
/// about twenty at most, and each article is written again about once for each factor of six by
/// which an index grows.
std::vector<std::size_t> segments_to_merge(const std::vector<index::SegmentEntry>& segments);

/// Whether the weighing was made from so few articles that it is time for another.
bool wants_new_weighing(const index::Manifest& manifest);

/// Segments written anew, without what was deleted.
struct MergedSegments {
    int generation = 0;  ///< of what was written
    std::vector<index::SegmentEntry> from;
    BulkWriter::Written written;
    std::vector<Place> origins;  ///< of each document that was written: where in `from` it stood
};

/// Writes the articles of some segments of a publication as segments of `generation`, in WalkOrder:
/// all of them together, weighed anew, are what a run over the sources would write. Long: about a
/// thousand articles a second for each thread. Throws Error(interrupted), Error(io_failed),
/// Error(index_damaged). Safe to run beside anything that does not sweep the directory.
MergedSegments merge_segments(const index::IndexDirectory& directory,
                              const index::Manifest& manifest, const std::vector<std::size_t>& rows,
                              int generation, const text::Lexicon& lexicon,
                              const ArticleFacets& facets, WriterOptions options,
                              std::optional<Weighing> weighing);

/// `manifest` with the merged segments in the place of those that they were made from. `live` tells
/// of each of its segments what is left in it by now: what was deleted while the merge was under
/// way is deleted from its outcome, too, by tombstones named after `revision`. Nothing when a
/// segment that was merged is no longer part of the manifest.
std::optional<index::Manifest> with_merged(const index::IndexDirectory& directory,
                                           index::Manifest manifest,
                                           const std::vector<const index::DocumentSet*>& live,
                                           const MergedSegments& merged);

}  // namespace kiosque::indexer
