#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "reading/read_article.hpp"

namespace kiosque::indexer {

/// How a file is read; its extension decides, in any case.
enum class SourceFormat {
    text,        ///< .txt
    markdown,    ///< .md .markdown
    html,        ///< .html .htm
    json,        ///< .json: one article, or a list of them
    json_lines,  ///< .jsonl .ndjson: one article a line
};

/// A file of the collection.
struct SourceFile {
    std::filesystem::path path;
    std::string id_path;  ///< path inside the folder that was given, with '/'; the name of a file
    std::uintmax_t size;  ///< bytes
    SourceFormat format;
};

using OnSourceFile = std::function<void(const SourceFile&)>;

/// What a walk came across.
struct SourceCount {
    std::size_t files = 0;    ///< handed over
    std::size_t ignored = 0;  ///< passed over: hidden, no article by its name, or of another format
};

/// Hands over the articles' files below `paths` (files and folders), each folder sorted by name, so
/// that every run meets them in the same order.
///
/// Below a folder are passed over: names that begin with a dot, README and LICENSE (a collection's
/// own description, any case, with or without an extension), other extensions, and
/// `excluded_directory`, where the index stands. A file that is named itself in `paths` is read
/// whatever its name, as long as its extension says how.
///
/// Symbolic links are followed. What cannot be followed or read is a Problem each, and the walk
/// goes on: a link to nothing, to itself or to a folder around it, a folder without permission, a
/// name that is not UTF-8, and everything that is neither file nor folder (never opened). Throws
/// Error(not_found) before anything is handed over when one of `paths` does not exist.
SourceCount walk_source_files(const std::vector<std::filesystem::path>& paths,
                              const std::filesystem::path& excluded_directory,
                              const OnSourceFile& on_file, const reading::OnProblem& on_problem);

}  // namespace kiosque::indexer
