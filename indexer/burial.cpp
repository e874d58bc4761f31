#include "indexer/burial.hpp"

#include <array>
#include <cstdio>
#include <filesystem>

#include "index/tombstones.hpp"

namespace kiosque::indexer {

void bury(const index::IndexDirectory& directory, int generation, int revision,
          const index::DocumentSet& deleted, index::SegmentEntry& segment) {
    const std::size_t count = deleted.count();
    if (count == segment.deleted) return;  // documents never come back
    const std::filesystem::path folder(segment.path);
    std::array<char, 48> suffix{};
    std::snprintf(suffix.data(), suffix.size(), "-%04d.%04d.bin", generation, revision);
    const std::string path = (folder.parent_path().parent_path() / "tombstones" /
                              (folder.filename().string() + suffix.data()))
                                 .generic_string();
    segment.tombstones = index::write_tombstones(directory.root(), path, deleted);
    segment.deleted = count;
}

}  // namespace kiosque::indexer
