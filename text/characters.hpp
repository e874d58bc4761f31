#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace kiosque::text {

/// What a character is to the scanner.
enum class CharacterKind : std::uint8_t {
    other,      ///< separates words
    letter,     ///< letters of any script, and the marks that combine with them
    digit,      ///< a decimal digit of any script
    ideograph,  ///< Han, kana, hangul without spaces: a word of its own
    ignored,    ///< soft hyphen, zero-width joiners: inside a word, but no part of it
};

/// True for the letters and digits of ASCII, looked up by their byte.
inline constexpr std::array<bool, 256> kIsAsciiWord = [] {
    std::array<bool, 256> is_word{};
    for (unsigned char byte = 'a'; byte <= 'z'; ++byte) is_word[byte] = true;
    for (unsigned char byte = 'A'; byte <= 'Z'; ++byte) is_word[byte] = true;
    for (unsigned char byte = '0'; byte <= '9'; ++byte) is_word[byte] = true;
    return is_word;
}();

/// The kind of a code point; a table for the scripts of Europe, ICU's properties for the rest.
CharacterKind character_kind(char32_t code_point);

/// Appends the code point in lower case, accents kept, `œ` and `æ` opened to two letters: the form
/// of the exact level.
void append_lower(char32_t code_point, std::string& out);

/// Appends the code point in lower case without its accents.
void append_folded(char32_t code_point, std::string& out);

/// The value of a decimal digit of any script, or -1.
int digit_value(char32_t code_point);

}  // namespace kiosque::text
