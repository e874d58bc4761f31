// What the scanner must know of a character, looked up once from ICU: the forms of the first 0x600
// code points (Latin, Greek, Cyrillic, Armenian, Hebrew), and the kinds up to the typographic signs
// before 0x2100. Nearly every character of a French text is there.

#include "text/characters.hpp"

#include <array>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "base/utf8.hpp"

namespace kiosque::text {
namespace {

constexpr char32_t kTableSize = 0x600;
constexpr char32_t kKindsSize = 0x2100;

struct Row {
    std::string lower;
    std::string folded;
};

bool is_ideographic(char32_t code_point) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(code_point), &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_THAI || script == USCRIPT_LAO ||
           script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
}

CharacterKind kind_from_icu(char32_t code_point) {
    const auto c = static_cast<UChar32>(code_point);
    const auto mask = U_GET_GC_MASK(c);
    if (code_point == U'ʼ')
        return CharacterKind::other;  // an apostrophe that Unicode calls a letter
    if (mask & U_GC_ND_MASK) return CharacterKind::digit;
    if (mask & U_GC_L_MASK) {
        return is_ideographic(code_point) ? CharacterKind::ideograph : CharacterKind::letter;
    }
    if (mask & U_GC_M_MASK) return CharacterKind::letter;
    // Soft hyphen, zero-width space and joiners, byte order mark: of category Cf.
    if (mask & U_GC_CF_MASK) return CharacterKind::ignored;
    return CharacterKind::other;
}

/// The letters that Unicode does not decompose but a French keyboard types otherwise.
const char* opened(char32_t code_point) {
    switch (code_point) {
        case U'œ':
        case U'Œ':
            return "oe";
        case U'æ':
        case U'Æ':
            return "ae";
        case U'ß':
        case U'ẞ':
            return "ss";
        case U'ø':
        case U'Ø':
            return "o";
        case U'ł':
        case U'Ł':
            return "l";
        case U'đ':
        case U'Đ':
            return "d";
        case U'ı':
            return "i";
        default:
            return nullptr;
    }
}

bool is_ligature(char32_t code_point) {
    return code_point == U'œ' || code_point == U'Œ' || code_point == U'æ' || code_point == U'Æ';
}

std::string lower_from_icu(char32_t code_point) {
    if (is_ligature(code_point)) return opened(code_point);
    icu::UnicodeString text(static_cast<UChar32>(code_point));
    text.toLower(icu::Locale::getRoot());
    std::string lower;
    text.toUTF8String(lower);
    return lower;
}

std::string folded_from_icu(char32_t code_point) {
    if (const char* letters = opened(code_point)) return letters;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    icu::UnicodeString text(static_cast<UChar32>(code_point));
    text.toLower(icu::Locale::getRoot());
    const icu::UnicodeString parts = U_SUCCESS(status) ? nfkd->normalize(text, status) : text;
    std::string folded;
    for (int32_t i = 0; i < parts.length();) {
        const UChar32 part = parts.char32At(i);
        if (u_charType(part) != U_NON_SPACING_MARK) {
            append_utf8(static_cast<char32_t>(part), folded);
        }
        i += U16_LENGTH(part);
    }
    return folded;
}

Row row_from_icu(char32_t code_point) {
    return {lower_from_icu(code_point), folded_from_icu(code_point)};
}

const std::array<Row, kTableSize>& table() {
    static const std::array<Row, kTableSize> rows = [] {
        std::array<Row, kTableSize> made;
        for (char32_t c = 0; c < kTableSize; ++c) made[c] = row_from_icu(c);
        return made;
    }();
    return rows;
}

const std::array<CharacterKind, kKindsSize>& kinds() {
    static const std::array<CharacterKind, kKindsSize> all = [] {
        std::array<CharacterKind, kKindsSize> made{};
        for (char32_t c = 0; c < kKindsSize; ++c) made[c] = kind_from_icu(c);
        return made;
    }();
    return all;
}

}  // namespace

CharacterKind character_kind(char32_t code_point) {
    return code_point < kKindsSize ? kinds()[code_point] : kind_from_icu(code_point);
}

void append_lower(char32_t code_point, std::string& out) {
    out += code_point < kTableSize ? table()[code_point].lower : lower_from_icu(code_point);
}

void append_folded(char32_t code_point, std::string& out) {
    out += code_point < kTableSize ? table()[code_point].folded : folded_from_icu(code_point);
}

int digit_value(char32_t code_point) {
    return static_cast<int>(u_charDigitValue(static_cast<UChar32>(code_point)));
}

}  // namespace kiosque::text
