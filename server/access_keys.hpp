#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "api/access_key.hpp"

namespace kiosque::server {

/// The environment variables that may hold a key.
inline constexpr const char* kWriteKeyVariable = "KIOSQUE_WRITE_KEY";
inline constexpr const char* kReadKeyVariable = "KIOSQUE_READ_KEY";

/// The key for writing: what stands in `file`, without the line end behind it, or else the value of
/// the environment variable. A file wins. Nothing, which leaves writing off, when no file is named
/// and the variable is not set or empty.
///
/// Throws Error(io_failed) for a file that cannot be read, Error(invalid_parameter) for a key that
/// can be none; both name where it came from, and neither says what it is.
std::optional<api::AccessKey> find_write_key(const std::filesystem::path& file);

/// The keys for reading, one a line of `file` (empty lines and those that begin with # left out),
/// or else the one of the environment variable. None, which lets everybody read, when no file is
/// named and the variable is not set or empty; a file without a key is an error, since whoever
/// named it wants a lock. Throws as find_write_key does.
std::vector<api::AccessKey> find_read_keys(const std::filesystem::path& file);

}  // namespace kiosque::server
