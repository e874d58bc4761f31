#include "text/scanner.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/elision.hpp"
#include "text/inclusive_writing.hpp"
#include "text/numbers.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kLongestAcronym = 16;  ///< letters; the bound keeps scanning linear

bool is_hyphen(char32_t c) {
    return c == U'-' || c == U'\u2010' || c == U'\u2011';
}

unsigned char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool is_ascii(unsigned char byte) {
    return byte < 0x80;
}

Utf8CodePoint character_at(std::string_view text, std::size_t at) {
    return at < text.size() ? decode_utf8(text, at) : Utf8CodePoint{0, 0};
}

/// True for "À" to "ÿ" in two bytes, without the signs of multiplication and division: nearly every
/// letter of French beyond ASCII, told without decoding it.
bool is_latin_letter(unsigned char lead, unsigned char second) {
    return lead == 0xC3 && (second & 0xC0U) == 0x80U && second != 0x97 && second != 0xB7;
}

/// True for the letters that need no decoding: those of ASCII, and "À" to "ÿ".
bool is_letter_at(std::string_view text, std::size_t at) {
    const unsigned char byte = byte_at(text, at);
    return is_ascii(byte) ? kIsAsciiWord[byte] && byte > '9'
                          : is_latin_letter(byte, byte_at(text, at + 1));
}

/// The end of a hyphen that stands at `at`, or `at` when there is none.
std::size_t end_of_hyphen(std::string_view text, std::size_t at) {
    const unsigned char byte = byte_at(text, at);
    if (is_ascii(byte)) return byte == '-' ? at + 1 : at;
    const auto [code_point, bytes] = decode_utf8(text, at);
    return is_hyphen(code_point) ? at + bytes : at;
}

/// False for nearly all bytes that stand behind a word: no inclusive ending begins with them.
bool may_be_tied(unsigned char byte) {
    return byte == '.' || byte == '-' || byte == '(' || byte == '/' || !is_ascii(byte);
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
        const unsigned char byte = byte_at(text_, at);
        if (is_ascii(byte)) {
            if (!kIsAsciiWord[byte]) break;
            ++at;
        } else if (is_latin_letter(byte, byte_at(text_, at + 1))) {
            at += 2;
        } else {
            const auto [code_point, bytes] = decode_utf8(text_, at);
            if (!is_in_word(character_kind(code_point))) break;
            at += bytes;
        }
    }
    return at;
}

/// The end of an acronym such as "S.N.C.F." at `at`, or `at` when there is none. Two letters need
/// their last point ("J.K. Rowling"), three do not ("U.S.A").
std::size_t Scanner::end_of_acronym(std::size_t at) const {
    const std::size_t first = is_ascii(byte_at(text_, at)) ? 1 : 2;
    if (is_letter_at(text_, at) && byte_at(text_, at + first) != '.') return at;
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

/// The end of an apostrophe that stands at `at`, or `at` when there is none.
std::size_t Scanner::end_of_apostrophe(std::size_t at) const {
    const unsigned char byte = byte_at(text_, at);
    if (is_ascii(byte)) return byte == '\'' ? at + 1 : at;
    const auto [code_point, bytes] = decode_utf8(text_, at);
    return is_apostrophe(code_point) ? at + bytes : at;
}

bool Scanner::scan_word(std::size_t begin, WordSpan& word) {
    if (const std::size_t end = end_of_acronym(begin); end != begin) {
        word = {begin, end, end, WordKind::acronym, hyphen_before_};
        at_ = end;
        return true;
    }
    std::size_t part = begin;
    std::size_t end = end_of_letters(begin);
    for (std::size_t behind = end_of_apostrophe(end); behind != end;
         behind = end_of_apostrophe(end)) {
        const std::size_t next_end = end_of_letters(behind);
        if (next_end == behind) break;
        if (part == begin &&
            is_elided(text_.substr(part, end - part), text_.substr(behind, next_end - behind))) {
            at_ = behind;
            return false;
        }
        part = behind;
        end = next_end;
    }
    end = end_of_signs(text_, begin, end);
    word = {begin, end, end, WordKind::letters, hyphen_before_};
    if (const auto inclusive = may_be_tied(byte_at(text_, end))
                                   ? scan_inclusive(text_, begin, end, lexicon_)
                                   : std::nullopt) {
        word.end = inclusive->end;
        word.kind = WordKind::inclusive;
    }
    at_ = word.end;
    return true;
}

bool Scanner::next(WordSpan& word) {
    while (at_ < text_.size()) {
        const unsigned char byte = byte_at(text_, at_);
        if (is_ascii(byte) && !kIsAsciiWord[byte]) {
            hyphen_before_ = false;
            ++at_;
            continue;
        }
        const bool is_plain_letter = is_letter_at(text_, at_);
        const auto [code_point, bytes] =
            is_plain_letter ? Utf8CodePoint{0, 0} : decode_utf8(text_, at_);
        switch (is_plain_letter ? CharacterKind::letter : character_kind(code_point)) {
            case CharacterKind::digit:
                if (const auto number = scan_number(text_, at_)) {
                    word = {at_, number->end, number->end, WordKind::number, hyphen_before_};
                    at_ = number->end;
                    break;
                }
                [[fallthrough]];
            case CharacterKind::letter:
                // An elided article keeps the hyphen of the word before: "va-t'en".
                if (!scan_word(at_, word)) continue;
                break;
            case CharacterKind::ideograph:
                word = {at_, at_ + bytes, at_ + bytes, WordKind::letters, hyphen_before_};
                at_ += bytes;
                break;
            case CharacterKind::other:
            case CharacterKind::ignored:
                hyphen_before_ = false;
                at_ += bytes;
                continue;
        }
        const std::size_t behind = end_of_hyphen(text_, at_);
        hyphen_before_ = behind != at_;
        at_ = behind;
        return true;
    }
    return false;
}

}  // namespace kiosque::text
