#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace kiosque::index {

/// Replaces `path` by `bytes` so that after a crash it holds either the old or the new content:
/// written aside, synced, renamed, the folder synced. Throws Error(io_failed).
void write_durably(const std::filesystem::path& path, std::string_view bytes);

/// Makes the entries of a folder (created, renamed, removed files) survive a power cut.
void sync_folder(const std::filesystem::path& folder);

/// Makes the content of a file survive a power cut.
void sync_file(const std::filesystem::path& file);

/// The whole file. Throws Error(io_failed), or Error(index_damaged) when it is over `max_bytes`.
std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace kiosque::index
