#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosque {

/// True when `bytes` is well-formed UTF-8 (no surrogates, no overlong forms, nothing over
/// U+10FFFF).
bool is_valid_utf8(std::string_view bytes);

/// A code point and the number of bytes that it takes.
struct Utf8CodePoint {
    char32_t value;
    std::size_t bytes;
};

/// The code point that starts at `text[at]`. A byte that starts none counts as U+FFFD of one byte,
/// so that a scanner always moves on. Needs at < text.size().
Utf8CodePoint decode_utf8(std::string_view text, std::size_t at);

/// Appends `code_point` to `out` in UTF-8.
void append_utf8(char32_t code_point, std::string& out);

/// How many code points `text` has; every malformed byte counts as one.
std::size_t count_code_points(std::string_view text);

/// `text` cut to at most `max_bytes` bytes, never inside a character.
std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

}  // namespace kiosque
