#pragma once

#include <cstddef>

#include "indexer/source_files.hpp"
#include "reading/read_article.hpp"

namespace kiosque::indexer {

/// How much of a file is taken into memory at once.
struct ReadLimits {
    /// A file of one article, or a .json file; longer ones are a Problem. No article is as long:
    /// 16 MiB are some two million words.
    std::size_t max_file_bytes = 16UL * 1024 * 1024;
    /// A line of a JSON Lines file, which itself may have any size.
    std::size_t max_line_bytes = 16UL * 1024 * 1024;
};

/// Reads the articles of a file. What cannot be read (a file without permission or that is gone,
/// one that is no text, a line that is no article) is a Problem, and reading goes on where it can.
///
/// Every article that is handed over has an id, a title and a body with words; a file of one
/// article that declares no id has its id_path. What the callbacks throw passes through.
void read_file(const SourceFile& file, const ReadLimits& limits,
               const reading::OnArticle& on_article, const reading::OnProblem& on_problem);

}  // namespace kiosque::indexer
