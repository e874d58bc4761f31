#include "text/scanner.hpp"

#include <string>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/elision.hpp"
#include "text/normalization.hpp"
#include "text/numbers.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kLongestAcronym = 16;  ///< letters; the bound keeps scanning linear
constexpr std::size_t kLongestElided = 8;    ///< bytes, more than any row of the elision table

bool is_hyphen(char32_t c) {
    return c == U'-' || c == U'\u2010' || c == U'\u2011';
}

Utf8CodePoint character_at(std::string_view text, std::size_t at) {
    return at < text.size() ? decode_utf8(text, at) : Utf8CodePoint{0, 0};
}

bool is_in_word(CharacterKind kind) {
    return kind == CharacterKind::letter || kind == CharacterKind::digit ||
           kind == CharacterKind::ignored;
}

/// "C++", "C#", "F#": the signs belong to a one-letter word.
std::size_t end_of_signs(std::string_view text, std::size_t begin, std::size_t end) {
    if (end - begin != 1) return end;
    if (text.substr(end, 2) == "++") return end + 2;
    if (text.substr(end, 1) == "#") return end + 1;
    return end;
}

}  // namespace

/// The end of the letters and digits from `at` on.
std::size_t Scanner::end_of_letters(std::size_t at) const {
    while (at < text_.size()) {
        const auto [code_point, bytes] = decode_utf8(text_, at);
        if (!is_in_word(character_kind(code_point))) break;
        at += bytes;
    }
    return at;
}

/// The end of an acronym such as "S.N.C.F." at `at`, or `at` when there is none. Two letters need
/// their last point ("J.K. Rowling"), three do not ("U.S.A").
std::size_t Scanner::end_of_acronym(std::size_t at) const {
    std::size_t letters = 0;
    std::size_t end = at;
    while (true) {
        const auto [code_point, bytes] = character_at(text_, end);
        if (character_kind(code_point) != CharacterKind::letter) break;
        const std::size_t behind = end + bytes;
        const bool is_dotted = behind < text_.size() && text_[behind] == '.';
        if (!is_dotted) {
            const bool is_last =
                character_kind(character_at(text_, behind).value) == CharacterKind::other;
            return letters >= 2 && is_last ? behind : at;
        }
        if (++letters > kLongestAcronym) return at;
        end = behind + 1;
    }
    return letters >= 2 ? end : at;
}

bool Scanner::scan_word(std::size_t begin, WordSpan& word) {
    if (const std::size_t end = end_of_acronym(begin); end != begin) {
        word = {begin, end, WordKind::acronym, hyphen_before_};
        at_ = end;
        return true;
    }
    std::size_t part = begin;
    std::size_t end = end_of_letters(begin);
    while (is_apostrophe(character_at(text_, end).value)) {
        const std::size_t behind = end + character_at(text_, end).bytes;
        const std::size_t next_end = end_of_letters(behind);
        if (next_end == behind) break;
        const bool is_short = end - part <= kLongestElided;
        if (part == begin && is_short &&
            is_elided(fold(text_.substr(part, end - part)),
                      fold(cut_utf8(text_.substr(behind, next_end - behind), 16)))) {
            at_ = behind;
            return false;
        }
        part = behind;
        end = next_end;
    }
    end = end_of_signs(text_, begin, end);
    word = {begin, end, WordKind::letters, hyphen_before_};
    at_ = end;
    return true;
}

bool Scanner::next(WordSpan& word) {
    while (at_ < text_.size()) {
        const auto [code_point, bytes] = decode_utf8(text_, at_);
        switch (character_kind(code_point)) {
            case CharacterKind::digit:
                if (const auto number = scan_number(text_, at_)) {
                    word = {at_, number->end, WordKind::number, hyphen_before_};
                    at_ = number->end;
                    break;
                }
                [[fallthrough]];
            case CharacterKind::letter:
                // An elided article keeps the hyphen of the word before: "va-t'en".
                if (!scan_word(at_, word)) continue;
                break;
            case CharacterKind::ideograph:
                word = {at_, at_ + bytes, WordKind::letters, hyphen_before_};
                at_ += bytes;
                break;
            case CharacterKind::other:
            case CharacterKind::ignored:
                hyphen_before_ = false;
                at_ += bytes;
                continue;
        }
        const auto [behind, behind_bytes] = character_at(text_, at_);
        hyphen_before_ = is_hyphen(behind);
        if (hyphen_before_) at_ += behind_bytes;
        return true;
    }
    return false;
}

}  // namespace kiosque::text
