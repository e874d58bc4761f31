#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosque::search {

struct NumberRange {
    std::optional<double> first;
    std::optional<double> last;
    bool excludes_last = false;
};

/// "10", "10..20", "10..", "..20" (both ends included), "10..<20" (without the end); nothing for
/// other text.
std::optional<NumberRange> parse_number_range(std::string_view text);

/// The same range as text: "10", "10..<20".
std::string write_number_range(const NumberRange& range);

}  // namespace kiosque::search
