#pragma once

#include <filesystem>

#include "index/document_set.hpp"
#include "index/manifest.hpp"

/// The documents of a segment that are no longer part of the index: "KIOSQDEL", the number of
/// documents, and a set with one bit for each, in 64-bit words.
namespace kiosque::index {

/// Writes the set durably to `path` below `root` and gives back its entry. Throws Error(io_failed).
FileEntry write_tombstones(const std::filesystem::path& root, std::string path,
                           const DocumentSet& deleted);

/// Those of a segment; the empty set when it has none. Throws Error(index_damaged) when the file is
/// not the one that the manifest names.
DocumentSet read_tombstones(const std::filesystem::path& root, const SegmentEntry& segment);

}  // namespace kiosque::index
