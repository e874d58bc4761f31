#include "reading/encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kExpected = "; expected text in UTF-8, UTF-16 or Windows-1252";

/// What other kinds of file begin with.
struct Magic {
    std::string_view bytes;
    std::string_view name;
};
constexpr Magic kMagics[] = {
    {"\x89PNG"sv, "a PNG image"},
    {"\xFF\xD8\xFF"sv, "a JPEG image"},
    {"GIF87a"sv, "a GIF image"},
    {"GIF89a"sv, "a GIF image"},
    {"%PDF-"sv, "a PDF document"},
    {"PK\x03\x04"sv, "a ZIP archive or an office document"},
    {"\xD0\xCF\x11\xE0"sv, "an office document"},
    {"{\\rtf"sv, "an RTF document"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"\x28\xB5\x2F\xFD"sv, "a zstd archive"},
    {"\xFD"
     "7zXZ"sv,
     "an xz archive"},
    {"7z\xBC\xAF"sv, "a 7z archive"},
    {"Rar!\x1A"sv, "a RAR archive"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"SQLite format 3"sv, "an SQLite database"},
};

struct ByteOrderMark {
    std::string_view bytes;
    const char* encoding;
};
// UTF-32 before UTF-16: the mark of UTF-16LE is the beginning of that of UTF-32LE.
constexpr ByteOrderMark kByteOrderMarks[] = {
    {"\xEF\xBB\xBF"sv, "UTF-8"}, {"\xFF\xFE\0\0"sv, "UTF-32LE"}, {"\0\0\xFE\xFF"sv, "UTF-32BE"},
    {"\xFF\xFE"sv, "UTF-16LE"},  {"\xFE\xFF"sv, "UTF-16BE"},
};

bool is_unwanted_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && "\t\n\r\f\v\x1b"sv.find(c) == std::string_view::npos) || byte == 0x7F;
}

std::optional<std::string> convert(std::string_view bytes, const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open(encoding.c_str(), &status), &ucnv_close);
    if (U_FAILURE(status) != 0) return std::nullopt;
    const icu::UnicodeString utf16(bytes.data(), static_cast<int32_t>(bytes.size()),
                                   converter.get(), status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    std::string utf8;
    utf16.toUTF8String(utf8);
    return utf8;
}

/// Sequences of several bytes: those that are UTF-8, and the bytes that are not.
struct Utf8Balance {
    std::size_t characters = 0;
    std::size_t broken = 0;
    bool broken_only_at_end = false;
};

Utf8Balance weigh_utf8(std::string_view bytes) {
    Utf8Balance balance;
    std::size_t first_broken = bytes.size();
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = decode_utf8(bytes, at).bytes;
        if (length > 1) {
            ++balance.characters;
        } else if (static_cast<unsigned char>(bytes[at]) >= 0x80) {
            if (balance.broken++ == 0) first_broken = at;
        }
        at += length;
    }
    balance.broken_only_at_end = balance.characters > 0 && first_broken + 3 >= bytes.size();
    return balance;
}

/// UTF-16 without a mark shows by the NUL half of its Latin letters.
std::optional<std::string> utf16_without_mark(std::string_view bytes) {
    if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const std::size_t units = bytes.size() / 2;
    if (nuls[1] * 10 >= units * 4 && nuls[0] * 50 <= units) return "UTF-16LE";
    if (nuls[0] * 10 >= units * 4 && nuls[1] * 50 <= units) return "UTF-16BE";
    return std::nullopt;
}

/// ISO-8859-1 and ASCII are read as Windows-1252, as browsers do: it only adds “ ” ’ œ € and
/// others.
std::string widened(std::string_view charset) {
    const std::string name = text::to_lower(charset);
    for (const std::string_view latin :
         {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252"}) {
        if (name == latin) return "windows-1252";
    }
    if (name == "utf8") return "utf-8";
    return name;
}

/// A page that could be read far enough to see its declaration is in a charset that contains ASCII;
/// UTF-7 and its like are not taken from a declaration.
bool extends_ascii(const std::string& charset) {
    std::string ascii;
    for (char c = ' '; c <= '~'; ++c) ascii.push_back(c);
    return convert(ascii, charset) == ascii;
}

/// Of the characters beyond ASCII, how many are usual in French text, from 0 to 1.
double share_of_french(std::string_view utf8) {
    constexpr std::u32string_view kUsual = U"éèêëàâçùûüîïôœæÉÈÊÀÂÇÎÔŒ’‘“”«»–—…€°\u00A0\u202F";
    std::size_t usual = 0;
    std::size_t all = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto character = decode_utf8(utf8, at);
        at += character.bytes;
        if (character.value < 0x80) continue;
        ++all;
        if (kUsual.find(character.value) != std::u32string_view::npos) ++usual;
    }
    return all == 0 ? 0.0 : static_cast<double>(usual) / static_cast<double>(all);
}

/// The single-byte encoding in which the bytes look most like French, if they do at all. Text with
/// many bytes beyond ASCII is of another script: windows-1251 Russian would pass for accents.
std::optional<std::string> french_encoding(std::string_view bytes) {
    const auto beyond_ascii =
        std::ranges::count_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (static_cast<std::size_t>(beyond_ascii) * 4 > bytes.size()) return std::nullopt;
    std::optional<std::string> best;
    double best_share = 0.6;
    for (const char* encoding : {"windows-1252", "macintosh", "ibm-850"}) {
        const double share = share_of_french(convert(bytes, encoding).value_or(""));
        if (share > best_share) {
            best_share = share;
            best = encoding;
        }
    }
    return best;
}

std::string guessed_by_icu(std::string_view bytes) {
    constexpr std::size_t kSample = 65536;
    constexpr int32_t kConfident = 50;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    const std::string_view sample = bytes.substr(0, kSample);
    ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) != 0 || match == nullptr) return "windows-1252";
    const std::string name = widened(ucsdet_getName(match, &status));
    const int32_t confidence = ucsdet_getConfidence(match, &status);
    return confidence >= kConfident && extends_ascii(name) ? name : "windows-1252";
}

/// Drops what no reader wants to see, and turns every kind of line end into LF.
std::string with_plain_lines(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [value, bytes] = decode_utf8(utf8, at);
        const bool is_line_end = value == '\r' || value == '\f' || value == '\v' || value == 0x85 ||
                                 value == 0x2028 || value == 0x2029;
        const bool is_control = (value < 0x20 && value != '\n' && value != '\t') ||
                                (value >= 0x7F && value < 0xA0) || value == 0xFEFF;
        if (is_line_end) {
            const bool is_crlf = value == '\r' && at + 1 < utf8.size() && utf8[at + 1] == '\n';
            if (!is_crlf) out.push_back('\n');
        } else if (!is_control) {
            append_utf8(value, out);  // a malformed byte counts as U+FFFD
        }
        at += bytes;
    }
    return out;
}

void refuse_binary(std::string_view bytes) {
    for (const Magic& magic : kMagics) {
        if (bytes.starts_with(magic.bytes)) {
            throw Error(ErrorCode::bad_article,
                        "is " + std::string(magic.name) + std::string(kExpected));
        }
    }
}

void refuse_control_characters(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) {
        throw Error(ErrorCode::bad_article,
                    "contains NUL bytes, so it is no text" + std::string(kExpected));
    }
    const auto controls =
        static_cast<std::size_t>(std::ranges::count_if(bytes, is_unwanted_control));
    if (controls >= 8 && controls * 50 > bytes.size()) {
        throw Error(ErrorCode::bad_article, "contains " + std::to_string(controls) +
                                                " control characters, so it is no text" +
                                                std::string(kExpected));
    }
}

DecodedText finished(std::string_view utf8, std::string encoding) {
    return {plain_text(utf8), std::move(encoding), {}};
}

}  // namespace

std::string plain_text(std::string_view utf8) {
    return text::to_nfc(with_plain_lines(utf8));
}

DecodedText decode_text(std::string_view bytes, std::string_view declared_charset) {
    for (const ByteOrderMark& mark : kByteOrderMarks) {
        if (!bytes.starts_with(mark.bytes)) continue;
        if (mark.encoding == "UTF-8"sv) {
            bytes.remove_prefix(mark.bytes.size());
            declared_charset = "utf-8";
            break;
        }
        return finished(convert(bytes.substr(mark.bytes.size()), mark.encoding).value(),
                        mark.encoding);
    }
    refuse_binary(bytes);
    if (const auto encoding = utf16_without_mark(bytes)) {
        return finished(convert(bytes, *encoding).value(), *encoding);
    }
    refuse_control_characters(bytes);
    if (is_valid_utf8(bytes)) return finished(bytes, "UTF-8");

    const Utf8Balance balance = weigh_utf8(bytes);
    if (balance.characters > balance.broken || balance.broken_only_at_end) {
        DecodedText decoded = finished(bytes, "UTF-8");
        decoded.warnings.push_back(std::to_string(balance.broken) +
                                   (balance.broken == 1 ? " byte is" : " bytes are") +
                                   " not valid UTF-8 and became U+FFFD");
        return decoded;
    }
    const std::string declared = widened(declared_charset);
    if (!declared.empty() && declared != "utf-8" && extends_ascii(declared)) {
        return finished(convert(bytes, declared).value(), declared);
    }
    const auto french = french_encoding(bytes);
    const std::string encoding = french ? *french : guessed_by_icu(bytes);
    return finished(convert(bytes, encoding).value(), encoding);
}

std::string declared_html_charset(std::string_view bytes) {
    constexpr std::size_t kSearched = 4096;
    const std::string head = text::to_lower(text::to_nfc(bytes.substr(0, kSearched)));
    for (const std::string_view key : {"charset"sv, "encoding"sv}) {
        std::size_t at = head.find(key);
        if (at == std::string::npos) continue;
        at = head.find_first_not_of(" \t\r\n=\"'", at + key.size());
        if (at == std::string::npos) continue;
        const std::size_t end = head.find_first_of(" \t\r\n\"'/>;?", at);
        return head.substr(at, end == std::string::npos ? end : end - at);
    }
    return {};
}

}  // namespace kiosque::reading
