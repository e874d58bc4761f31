#include "search/query_language.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace kiosque::search {
namespace {

struct QuotePair {
    std::string_view open;
    std::string_view close;
};
constexpr std::array<QuotePair, 3> kQuotes = {{{"\"", "\""}, {"«", "»"}, {"“", "”"}}};

bool is_space(std::string_view text, std::size_t at) {
    const char32_t c = decode_utf8(text, at).value;
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u202F' ||
           c == U'\u2009' || c == U'\u3000';
}

const QuotePair* quote_at(std::string_view text, std::size_t at) {
    const auto found = std::find_if(kQuotes.begin(), kQuotes.end(), [&](const auto& quote) {
        return text.substr(at).starts_with(quote.open);
    });
    return found == kQuotes.end() ? nullptr : &*found;
}

/// The end of the run of plain characters at `at`: up to white space or a quote.
std::size_t end_of_word(std::string_view text, std::size_t at) {
    while (at < text.size() && !is_space(text, at) && quote_at(text, at) == nullptr) {
        at += decode_utf8(text, at).bytes;
    }
    return at;
}

}  // namespace

std::vector<QueryPart> parse_query(std::string_view text) {
    std::vector<QueryPart> parts;
    for (std::size_t at = 0; at < text.size();) {
        if (is_space(text, at)) {
            at += decode_utf8(text, at).bytes;
            continue;
        }
        // A minus excludes at the start of a word only: "sino-kazakhe" is a compound.
        const bool has_minus = text[at] == '-' && at + 1 < text.size() && !is_space(text, at + 1) &&
                               text[at + 1] != '-';
        const std::size_t begin = has_minus ? at + 1 : at;
        if (const QuotePair* quote = quote_at(text, begin)) {
            const std::size_t inside = begin + quote->open.size();
            const std::size_t close = text.find(quote->close, inside);
            if (close != std::string_view::npos) {
                parts.push_back(
                    {std::string(text.substr(inside, close - inside)), true, has_minus});
                at = close + quote->close.size();
            } else {
                at = inside;
            }
            continue;
        }
        at = end_of_word(text, begin);
        // Spaces inside a number ("4 700") are no ends of words: plain words that follow each
        // other stay one part, and the analyzer cuts them.
        if (!has_minus && !parts.empty() && !parts.back().is_phrase && !parts.back().is_excluded) {
            parts.back().text.append(" ").append(text.substr(begin, at - begin));
        } else {
            parts.push_back({std::string(text.substr(begin, at - begin)), false, has_minus});
        }
    }
    return parts;
}

}  // namespace kiosque::search
