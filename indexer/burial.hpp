#pragma once

#include "index/document_set.hpp"
#include "index/index_directory.hpp"

namespace kiosque::indexer {

/// Marks documents of a segment as deleted in the entry of a manifest to come, by a file of its own
/// that is named after the publication to come. With none to mark, and none before, there is no
/// file. Throws Error(io_failed).
void bury(const index::IndexDirectory& directory, int generation, int revision,
          const index::DocumentSet& deleted, index::SegmentEntry& segment);

}  // namespace kiosque::indexer
