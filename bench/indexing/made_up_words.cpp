// A syllable is a byte: sixteen beginnings by sixteen ends. Beginnings are consonants, of which no
// end has more than its last letter and no beginning more than "br", "tr" and "ch", so that a word
// can be cut into syllables in one way only, and no two numbers give the same word.

#include "bench/indexing/made_up_words.hpp"

#include <array>
#include <string_view>

namespace kiosque::bench {
namespace {

constexpr std::array<std::string_view, 16> kBeginnings = {
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "tr", "ch"};
constexpr std::array<std::string_view, 16> kEnds = {"a",  "e",  "i",  "o",  "u",  "é",  "ai", "ou",
                                                    "an", "on", "in", "eu", "er", "al", "is", "or"};

constexpr std::uint32_t kShortWords = std::uint32_t{1} << 24U;  ///< of three syllables

}  // namespace

std::string made_up_word(std::uint32_t number) {
    const bool is_short = number < kShortWords;
    // An odd factor permutes the numbers of so many bits: neighbours do not begin alike.
    std::uint32_t syllables = number * 0x9E3779B1U;
    if (is_short) syllables %= kShortWords;
    std::string word;
    for (int i = is_short ? 3 : 4; i > 0; --i, syllables >>= 8U) {
        word += kBeginnings[syllables & 15U];
        word += kEnds[(syllables >> 4U) & 15U];
    }
    return word;
}

}  // namespace kiosque::bench
