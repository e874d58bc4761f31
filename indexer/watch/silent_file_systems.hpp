#pragma once

#include <optional>
#include <string>

namespace kiosque::indexer {

/// The name of a file system, by its statfs type, where inotify does not tell what other machines
/// (or what serves it) change; nothing for all others.
std::optional<std::string> silent_file_system(long type);

/// The same of the one that `path` stands on; nothing also when that cannot be told.
std::optional<std::string> silent_file_system_of(const std::string& path);

}  // namespace kiosque::indexer
