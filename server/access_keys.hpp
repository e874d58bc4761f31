#pragma once

#include <filesystem>
#include <optional>

#include "api/access_key.hpp"

namespace kiosque::server {

/// The environment variable that may hold the key.
inline constexpr const char* kWriteKeyVariable = "KIOSQUE_WRITE_KEY";

/// The key for writing: what stands in `file`, without the line end behind it, or else the value of
/// the environment variable. A file wins. Nothing, which leaves writing off, when no file is named
/// and the variable is not set or empty.
///
/// Throws Error(io_failed) for a file that cannot be read, Error(invalid_parameter) for a key that
/// can be none; both name where it came from, and neither says what it is.
std::optional<api::AccessKey> find_write_key(const std::filesystem::path& file);

}  // namespace kiosque::server
