#include "text/elision.hpp"

#include <algorithm>
#include <array>

#include "text/normalization.hpp"

namespace kiosque::text {
namespace {

constexpr std::array<std::string_view, 16> kElided = {
    "l",  "d",     "j",      "t",      "m",      "s",      "n",      "c",
    "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "entr",
};

constexpr std::size_t kLongestElided = 6;

/// Words that an elision has grown into. Other apostrophes (aujourd'hui, prud'homme, O'Brien) stand
/// behind letters that are never elided, and need no row here.
struct GrownTogether {
    std::string_view word;
    std::string_view next;
};
constexpr std::array<GrownTogether, 7> kGrownTogether = {{
    {"presqu", "ile"},
    {"presqu", "iles"},
    {"entr", "acte"},
    {"entr", "actes"},
    {"entr", "ouverture"},
    {"s", "mores"},
    {"d", "artagnan"},
}};
constexpr std::size_t kLongestNext = 16;  ///< bytes, more than any row's with its accents

bool is_same_in_lower_case(std::string_view written, std::string_view lower) {
    return std::equal(
        written.begin(), written.end(), lower.begin(), lower.end(),
        [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); });
}

}  // namespace

bool is_apostrophe(char32_t code_point) {
    return code_point == U'\'' || code_point == U'’' || code_point == U'ʼ';
}

bool is_elided(std::string_view word, std::string_view next) {
    const auto is_word = [&](std::string_view elided) {
        return is_same_in_lower_case(word, elided);
    };
    if (word.size() > kLongestElided) return false;
    if (std::none_of(kElided.begin(), kElided.end(), is_word)) return false;
    return std::none_of(kGrownTogether.begin(), kGrownTogether.end(), [&](const auto& row) {
        const bool may_be_next = next.size() >= row.next.size() && next.size() <= kLongestNext;
        return may_be_next && is_word(row.word) && fold(next) == row.next;
    });
}

}  // namespace kiosque::text
