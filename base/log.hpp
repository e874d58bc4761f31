#pragma once

#include <string_view>

namespace kiosque {

/// Writes one line to stderr with the time and the level. Thread-safe.
///
/// A program calls `start_log` once, first thing in `main`; before that nothing is written, so that
/// tests of the rooms stay quiet.
void start_log(std::string_view program);

void log_info(std::string_view message);
void log_warning(std::string_view message);
void log_error(std::string_view message);

}  // namespace kiosque
