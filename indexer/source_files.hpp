#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
    inbox,       ///< an entry of the inbox: an article that came over HTTP, or a deletion
};

/// What the keys of the inbox begin with: they come before those of all sources.
inline constexpr std::string_view kInboxKey = "!inbox/";

/// A file of the collection.
struct SourceFile {
    std::filesystem::path path;
    std::string id_path;  ///< path inside the folder that was given, with '/'; the name of a file
    std::string key;      ///< names the file among all: "0000/2024/a.txt", of the first source
    std::uintmax_t size;  ///< bytes
    SourceFormat format;
};

using OnSourceFile = std::function<void(const SourceFile&)>;

/// What a walk came across.
struct SourceCount {
    std::size_t files = 0;    ///< handed over
    std::size_t ignored = 0;  ///< passed over: hidden, no article by its name, or of another format
    /// Keys of what is there and could not be looked at: files, and folders with all below them.
    std::vector<std::string> unreadable;
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

/// The same for `changed` alone, a path below one of `paths` (or several, where they overlap), that
/// is there or not. What a walk of everything would pass over is passed over.
SourceCount walk_changed_path(const std::vector<std::filesystem::path>& paths,
                              const std::filesystem::path& excluded_directory,
                              const std::filesystem::path& changed, const OnSourceFile& on_file,
                              const reading::OnProblem& on_problem);

/// The keys that files at `path`, or below it, have or had: of a file the key, of a folder what
/// they begin with but for the '/' behind it.
std::vector<std::string> keys_of(const std::vector<std::filesystem::path>& paths,
                                 const std::filesystem::path& path);

/// The file that has a key, as a walk would hand it over; nothing when it is gone.
std::optional<SourceFile> file_of(const std::vector<std::filesystem::path>& paths,
                                  const std::string& key);

}  // namespace kiosque::indexer
