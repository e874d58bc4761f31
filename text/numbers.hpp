#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kiosque::text {

/// A number as a text writes it: "4 700", "4.700", "28,6", "49.3".
struct Number {
    std::size_t end;        ///< the byte behind its last digit
    std::string canonical;  ///< thousands joined, decimals behind a point: "4700", "28.6"
};

/// The number whose first digit stands at `text[at]`, or nothing when the digits there begin a word
/// ("12h30", "5G").
///
/// Groups of exactly three digits behind one to three digits are thousands, separated by any one
/// kind of space or by points; what follows a comma, or a single point otherwise, are decimals.
std::optional<Number> scan_number(std::string_view text, std::size_t at);

}  // namespace kiosque::text
