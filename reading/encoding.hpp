#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::reading {

/// The text of a file and how it was found.
struct DecodedText {
    std::string text;      ///< UTF-8 in NFC; lines end in LF; no control characters but LF and TAB
    std::string encoding;  ///< "UTF-8", "UTF-16LE", "windows-1252" ...
    std::vector<std::string> warnings;  ///< about bytes that had to be replaced
};

/// Turns the bytes of a file into text, in this order of trust: a byte order mark, bytes that are
/// valid UTF-8, UTF-16 without a mark, UTF-8 with a few broken bytes (each becomes U+FFFD, with a
/// warning, rather than the whole text mojibake), `declared_charset` ("" when the file declares
/// none), an encoding in which the bytes read as French, and ICU's guess.
/// Throws Error(bad_article) for what is no text: images, archives, NUL bytes.
DecodedText decode_text(std::string_view bytes, std::string_view declared_charset = {});

/// `utf8` as every reader hands text on: NFC, malformed bytes as U+FFFD, lines that end in LF, no
/// control characters but LF and TAB. For strings whose escapes ("\u0007", "&#7;") bring such
/// characters back.
std::string plain_text(std::string_view utf8);

/// The charset that a page names near its start (`<meta charset>`, `<?xml encoding?>`), or "".
std::string declared_html_charset(std::string_view bytes);

}  // namespace kiosque::reading
