#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index_writer.hpp"
#include "indexer/report.hpp"

namespace kiosque::indexer {

struct RunOptions {
    std::vector<std::filesystem::path> sources;  ///< files and folders
    std::filesystem::path index = "kiosque.idx";
    std::optional<std::filesystem::path> config;  ///< of facets; indexer/config.hpp
    std::optional<std::filesystem::path> report;
    std::size_t threads = WriterOptions().threads;  ///< that work on articles, 1 to 64
    bool rebuild = false;      ///< make the index anew even when no file has changed
    bool is_terminal = false;  ///< show the progress on `people`
};

/// Reads all articles of the sources and publishes an index of just them.
///
/// A file that cannot be read is a problem of its own and the rest is indexed. When there is no
/// article at all, the index stays as it was. Nothing is published, either, when the files are
/// those that the index was made from (the same names, sizes and times), unless `rebuild` or a
/// report is asked for. Throws Error for what ends the run.
RunTotals run_indexer(const RunOptions& options, std::ostream& people);

}  // namespace kiosque::indexer
