#include "text/numbers.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kThousands = 3;

/// No text writes more groups of thousands; the bound keeps scanning linear.
constexpr std::size_t kMaxGroups = 8;

/// The decimal digits from `at` on, as ASCII.
struct Digits {
    std::string value;
    std::size_t end;
};

Digits scan_digits(std::string_view text, std::size_t at) {
    Digits digits{{}, at};
    while (digits.end < text.size()) {
        const auto [code_point, bytes] = decode_utf8(text, digits.end);
        const int value =
            character_kind(code_point) == CharacterKind::digit ? digit_value(code_point) : -1;
        if (value < 0) break;
        digits.value.push_back(static_cast<char>('0' + value));
        digits.end += bytes;
    }
    return digits;
}

bool is_space_of_thousands(char32_t code_point) {
    return code_point == U' ' || code_point == U'\u00A0' || code_point == U'\u202F' ||
           code_point == U'\u2009';
}

Utf8CodePoint character_at(std::string_view text, std::size_t at) {
    return at < text.size() ? decode_utf8(text, at) : Utf8CodePoint{0, 0};
}

bool is_letter_at(std::string_view text, std::size_t at) {
    return character_kind(character_at(text, at).value) == CharacterKind::letter;
}

/// Appends the groups of thousands that one kind of separator joins to `number`.
void join_thousands(std::string_view text, Number& number) {
    const char32_t separator = character_at(text, number.end).value;
    if (separator != U'.' && !is_space_of_thousands(separator)) return;
    if (number.canonical.size() > kThousands || number.canonical.front() == '0') return;
    Number joined = number;
    for (std::size_t groups = 0;; ++groups) {
        if (groups == kMaxGroups) return;
        const auto [code_point, bytes] = character_at(text, joined.end);
        const Digits group = scan_digits(text, joined.end + bytes);
        const bool is_separated = code_point == separator && !group.value.empty();
        const bool is_group = group.value.size() == kThousands && !is_letter_at(text, group.end);
        // "192.168.1.1" is no number with thousands.
        if (is_separated && !is_group && separator == U'.') return;
        if (!is_separated || !is_group) break;
        joined.canonical += group.value;
        joined.end = group.end;
    }
    number = std::move(joined);
}

}  // namespace

std::optional<Number> scan_number(std::string_view text, std::size_t at) {
    Digits first = scan_digits(text, at);
    if (first.value.empty() || is_letter_at(text, first.end)) return std::nullopt;
    Number number{first.end, std::move(first.value)};
    join_thousands(text, number);
    const auto [code_point, bytes] = character_at(text, number.end);
    if (code_point == U',' || code_point == U'.') {
        const Digits decimals = scan_digits(text, number.end + bytes);
        // "1.2.3" is a version or an address: cut at its points.
        const char32_t behind = character_at(text, decimals.end).value;
        const bool goes_on =
            behind == code_point && !scan_digits(text, decimals.end + 1).value.empty();
        if (!decimals.value.empty() && !is_letter_at(text, decimals.end) && !goes_on) {
            number.canonical += "." + decimals.value;
            number.end = decimals.end;
        }
    }
    return number;
}

}  // namespace kiosque::text
