#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace kiosque::indexer {

/// Tells which publications are kept, the newest first: name, time, articles, segments, bytes, and
/// which is in force or was withdrawn.
void list_publications(const std::filesystem::path& index, std::ostream& out);

/// Reads every file of every publication that is kept, and compares it with the manifest. Tells
/// what is damaged; false when anything is. Throws Error(index_missing) when there
/// is none.
bool verify_index(const std::filesystem::path& index, std::ostream& out);

/// Puts in force what was published before, or the publication `to`. Gives back its name. Throws
/// Error(index_busy) while an indexer is at work, Error(not_found) when there is nothing to go back
/// to, Error(index_damaged) when it is not whole.
std::string roll_back(const std::filesystem::path& index, const std::optional<std::string>& to);

}  // namespace kiosque::indexer
