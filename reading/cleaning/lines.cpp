#include "reading/cleaning/lines.hpp"

#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

bool is_white_space(char32_t code_point) {
    return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0 ||
           (code_point >= 0x200B && code_point <= 0x200F) || code_point == 0xFEFF;
}

bool is_letter(char32_t code_point) {
    return u_isalpha(static_cast<UChar32>(code_point)) != 0;
}

/// Where the last character of `text` begins.
std::size_t last_character(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

bool is_letter_or_digit(char32_t code_point) {
    return u_isalnum(static_cast<UChar32>(code_point)) != 0;
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const auto first = decode_utf8(text, 0);
        if (!is_white_space(first.value)) break;
        text.remove_prefix(first.bytes);
    }
    while (!text.empty()) {
        const std::size_t last = last_character(text);
        if (!is_white_space(decode_utf8(text, last).value)) break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

std::string one_line(std::string_view text) {
    const std::string_view trimmed = trim(text);
    std::string out;
    out.reserve(trimmed.size());
    for (const char c : trimmed) {
        const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!is_space) {
            out.push_back(c);
        } else if (!out.ends_with(' ')) {
            out.push_back(' ');
        }
    }
    return out;
}

std::vector<Line> split_lines(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back({lines.size() + 1, one_line(text.substr(begin, end - begin))});
        begin = end + 1;
    }
    return lines;
}

std::string join_paragraphs(const std::vector<Line>& lines) {
    std::string body;
    for (const Line& line : lines) {
        if (line.text.empty()) continue;
        if (!body.empty()) body += "\n\n";
        body += line.text;
    }
    return body;
}

void cut(Line& line, std::string kind, std::vector<Cut>& cuts) {
    constexpr std::size_t kShownBytes = 120;
    cuts.push_back({std::move(kind), line.number, std::string(cut_utf8(line.text, kShownBytes))});
    line.text.clear();
}

std::vector<std::string> folded_words(std::string_view text) {
    const std::string folded = text::fold(text);
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t at = 0; at < folded.size();) {
        const auto character = decode_utf8(folded, at);
        if (is_letter_or_digit(character.value)) {
            if (!inside) words.emplace_back();
            words.back().append(folded, at, character.bytes);
            inside = true;
        } else {
            inside = false;
        }
        at += character.bytes;
    }
    return words;
}

bool has_words(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (is_letter(character.value)) return true;
        at += character.bytes;
    }
    return false;
}

bool ends_like_a_sentence(std::string_view text) {
    constexpr std::u32string_view kClosing = U" \u00A0\u202F\"'’”»)]";
    constexpr std::u32string_view kEnd = U".!?…";
    while (!text.empty()) {
        const std::size_t last = last_character(text);
        const char32_t value = decode_utf8(text, last).value;
        if (kEnd.find(value) != std::u32string_view::npos) return true;
        if (kClosing.find(value) == std::u32string_view::npos) return false;
        text.remove_suffix(text.size() - last);
    }
    return false;
}

}  // namespace kiosque::reading
