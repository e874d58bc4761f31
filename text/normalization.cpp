#include "text/normalization.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/elision.hpp"

namespace kiosque::text {
namespace {

const icu::Normalizer2& nfc() {
    static const icu::Normalizer2& instance = [&]() -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
        if (U_FAILURE(status)) {
            throw Error(ErrorCode::internal,
                        "ICU has no data for Unicode normalisation; "
                        "install the package libicu72 again");
        }
        return *found;
    }();
    return instance;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<int32_t>(text.size())};
}

/// U+FFFD for every malformed byte, which ICU would copy.
std::string repaired(std::string_view bytes) {
    std::string utf8;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto [code_point, length] = decode_utf8(bytes, at);
        append_utf8(code_point, utf8);
        at += length;
    }
    return utf8;
}

void check(UErrorCode status) {
    if (U_FAILURE(status)) {
        throw Error(ErrorCode::internal,
                    std::string("ICU could not transform a text: ") + u_errorName(status));
    }
}

}  // namespace

std::string to_nfc(std::string_view utf8) {
    if (!is_valid_utf8(utf8)) return to_nfc(repaired(utf8));
    UErrorCode status = U_ZERO_ERROR;
    if (nfc().isNormalizedUTF8(piece(utf8), status) && U_SUCCESS(status)) {
        return std::string(utf8);
    }
    std::string normal;
    icu::StringByteSink<std::string> sink(&normal);
    status = U_ZERO_ERROR;
    nfc().normalizeUTF8(0, piece(utf8), sink, nullptr, status);
    check(status);
    return normal;
}

std::string to_lower(std::string_view utf8) {
    std::string lower;
    icu::StringByteSink<std::string> sink(&lower);
    UErrorCode status = U_ZERO_ERROR;
    icu::CaseMap::utf8ToLower("", 0, piece(utf8), sink, nullptr, status);
    check(status);
    return lower;
}

std::string to_upper(std::string_view utf8) {
    std::string upper;
    icu::StringByteSink<std::string> sink(&upper);
    UErrorCode status = U_ZERO_ERROR;
    icu::CaseMap::utf8ToUpper("", 0, piece(utf8), sink, nullptr, status);
    check(status);
    return upper;
}

std::string exact_form(std::string_view word) {
    std::string exact;
    exact.reserve(word.size());
    bool is_composed = true;
    for (std::size_t at = 0; at < word.size();) {
        const auto [code_point, bytes] = decode_utf8(word, at);
        at += bytes;
        if (character_kind(code_point) == CharacterKind::ignored) continue;
        if (is_apostrophe(code_point)) {
            exact.push_back('\'');
        } else {
            append_lower(code_point, exact);
        }
        is_composed = is_composed && code_point < 0x300;
    }
    return is_composed ? exact : to_nfc(exact);
}

std::string fold(std::string_view utf8) {
    std::string folded;
    folded.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [code_point, bytes] = decode_utf8(utf8, at);
        append_folded(code_point, folded);
        at += bytes;
    }
    return folded;
}

std::string fold_words(std::string_view utf8) {
    const std::string folded = fold(utf8);
    std::string words;
    bool is_apart = false;
    for (std::size_t at = 0; at < folded.size();) {
        const auto [letter, bytes] = decode_utf8(folded, at);
        const CharacterKind kind = character_kind(letter);
        if (kind == CharacterKind::other) {
            is_apart = true;
        } else if (kind != CharacterKind::ignored) {
            if (is_apart && !words.empty()) words += ' ';
            is_apart = false;
            words.append(folded, at, bytes);
        }
        at += bytes;
    }
    return words;
}

}  // namespace kiosque::text
