#pragma once

#include <cstdint>
#include <string>

/// Variable-byte code: seven bits of a number a byte, the lowest first, the top bit set but on the
/// last. Small numbers take one byte, and where a number begins can be told from the byte before.
namespace kiosque::index {

inline bool is_last_byte(char byte) {
    return (static_cast<unsigned char>(byte) & 0x80U) == 0;
}

inline void append_number(std::uint32_t number, std::string& bytes) {
    while (number >= 0x80U) {
        bytes += static_cast<char>(0x80U | (number & 0x7FU));
        number >>= 7U;
    }
    bytes += static_cast<char>(number);
}

/// Reads the number at `at` and moves `at` behind it; altered bytes give another number, never a
/// read at or behind `end`.
inline std::uint32_t read_number(const char*& at, const char* end) {
    std::uint32_t number = 0;
    for (unsigned shift = 0; at != end && shift < 32; shift += 7) {
        const char byte = *at++;
        number |= std::uint32_t{static_cast<unsigned char>(byte) & 0x7FU} << shift;
        if (is_last_byte(byte)) break;
    }
    return number;
}

}  // namespace kiosque::index
