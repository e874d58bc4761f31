#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "index/index_directory.hpp"
#include "support/test_index.hpp"

namespace kiosque::test {

/// An index of several segments: one for each list of articles, made apart and named in one
/// manifest.
class JoinedIndex {
public:
    JoinedIndex(const std::vector<std::vector<Article>>& parts,
                const std::optional<indexer::IndexerConfig>& config) {
        const index::IndexDirectory joined(folder_.path());
        std::optional<index::Manifest> manifest;
        for (const auto& articles : parts) {
            const TestIndex part(articles, config);
            const index::IndexDirectory made(part.path());
            auto of_part = made.current().value();
            auto segment = of_part.segments.front();
            if (!manifest) {
                manifest = of_part;
                manifest->segments.clear();
            }
            const auto from = made.segment_folder(segment);
            segment.path = index::IndexDirectory::generation_path(manifest->generation) +
                           "/segments/000" + std::to_string(manifest->segments.size() + 1);
            for (auto& file : segment.files) {
                file.path =
                    segment.path + "/" + std::filesystem::path(file.path).filename().string();
            }
            std::filesystem::create_directories(joined.segment_folder(segment).parent_path());
            std::filesystem::copy(from, joined.segment_folder(segment));
            manifest->segments.push_back(segment);
        }
        joined.publish(*manifest);
    }

    const std::filesystem::path& path() const { return folder_.path(); }

private:
    TemporaryFolder folder_;
};

}  // namespace kiosque::test
