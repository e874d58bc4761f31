#pragma once

#include <filesystem>
#include <string>

#include "index/manifest.hpp"

namespace kiosque::index {

/// What a manifest has to say of a file that stands, complete, at `path` below `root`. Reads all of
/// it. Throws Error(io_failed).
FileEntry describe_file(const std::filesystem::path& root, std::string path);

/// Throws Error(index_damaged) that names the file when it is not there or not as large as the
/// entry says.
void check_size(const std::filesystem::path& root, const FileEntry& entry);

/// Like check_size, and reads all of the file to compare its checksum; about a gigabyte a second.
void check_content(const std::filesystem::path& root, const FileEntry& entry);

}  // namespace kiosque::index
