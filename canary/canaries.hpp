#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "index/open_index.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::canary {

/// A query and what an index must answer for it.
struct Canary {
    std::size_t line = 0;  ///< in its file
    std::string query;
    std::optional<std::size_t> at_least;  ///< articles found
    std::optional<std::size_t> at_most;
    std::string id;  ///< of an article that must be among the first ten; empty for none
};

/// Reads a table of canaries: a query, a TAB, and ">= 10", "<= 10", "= 10", or the id of an article
/// that must be among the first ten. Empty lines and those that begin with '#' say nothing. Throws
/// Error(invalid_parameter) that names the line, Error(io_failed).
std::vector<Canary> read_canaries(const std::filesystem::path& file);

/// Asks an index all of them. Throws Error(check_failed) that names those which were not answered
/// as expected, `file` and lines with them.
void ask_canaries(const std::vector<Canary>& canaries, const std::filesystem::path& file,
                  const index::OpenIndex& index, const text::Lexicon& lexicon);

}  // namespace kiosque::canary
