#include "indexer/derived/word_gaps.hpp"

#include "base/utf8.hpp"
#include "text/elision.hpp"

namespace kiosque::indexer {
namespace {

bool is_blank(char32_t code_point) {
    return code_point == U' ' || code_point == U'\u00A0' || code_point == U'\u202F' ||
           code_point == U'\u2009';
}

bool is_hyphen(char32_t code_point) {
    return code_point == U'-' || code_point == U'\u2010' || code_point == U'\u2011';
}

/// Letters between two words can only be those of an elided one.
bool is_of_elided_word(char32_t code_point) {
    return (code_point >= U'a' && code_point <= U'z') ||
           (code_point >= U'A' && code_point <= U'Z') || text::is_apostrophe(code_point);
}

template <typename Allowed>
bool is_all(std::string_view gap, Allowed allowed) {
    for (std::size_t at = 0; at < gap.size();) {
        const auto [code_point, bytes] = decode_utf8(gap, at);
        if (!allowed(code_point)) return false;
        at += bytes;
    }
    return true;
}

}  // namespace

bool goes_on(const ArticleWord& word) {
    if (word.begins_sentence) return false;
    return word.before == " " || is_all(word.before, [](char32_t c) {
               return is_blank(c) || is_hyphen(c) || is_of_elided_word(c);
           });
}

bool follows_directly(const ArticleWord& word) {
    return !word.begins_sentence && !word.before.empty() && is_all(word.before, is_blank);
}

}  // namespace kiosque::indexer
