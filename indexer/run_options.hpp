#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "index/index_directory.hpp"
#include "index/open_index.hpp"
#include "indexer/bulk_writer.hpp"
#include "indexer/report.hpp"

namespace kiosque::indexer {

/// Looks at an index that is complete and not in force yet. Throws Error(check_failed) to keep it
/// from being published.
using CheckIndex = std::function<void(const index::OpenIndex&, const text::Lexicon&)>;

struct RunOptions {
    std::vector<std::filesystem::path> sources;  ///< files and folders
    std::filesystem::path index = "kiosque.idx";
    std::optional<std::filesystem::path> config;  ///< of facets; indexer/config.hpp
    std::optional<std::filesystem::path> report;
    WriterOptions writer;
    bool rebuild = false;      ///< make the index anew even when no file has changed
    bool is_terminal = false;  ///< show the progress on `people`

    /// An index that has lost more than this share of its articles is not published; 1 lets
    /// everything through. Deletions over HTTP do not count.
    double max_drop = 0.2;
    CheckIndex check;  ///< may be empty
    index::Retention retention;
    bool is_watching = false;  ///< told to a second indexer
};

}  // namespace kiosque::indexer
