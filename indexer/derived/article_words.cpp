#include "indexer/derived/article_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace kiosque::indexer {
namespace {

bool is_capital(char32_t letter) {
    constexpr char32_t kLastOfAscii = 0x7F;
    if (letter <= kLastOfAscii) return letter >= 'A' && letter <= 'Z';
    std::string same;
    append_utf8(letter, same);
    std::string lower;
    text::append_lower(letter, lower);
    return same != lower && letter != U'œ' && letter != U'æ';  // those are opened, not lowered
}

Capitals capitals_of(std::string_view written) {
    if (!is_capital(decode_utf8(written, 0).value)) return Capitals::none;
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < written.size();) {
        const auto [letter, bytes] = decode_utf8(written, at);
        at += bytes;
        if (is_capital(letter)) {
            ++capitals;
        } else if (text::character_kind(letter) == text::CharacterKind::letter) {
            return Capitals::first;
        }
    }
    return capitals >= 2 ? Capitals::all : Capitals::first;
}

/// True when what stands before a word ends a sentence, or opens a line or a quotation.
bool ends_sentence(std::string_view before) {
    constexpr std::array<std::string_view, 13> kEnds = {".", "!", "?",  "…", ":", ";", "\n",
                                                        "«", "“", "\"", "•", "–", "—"};
    return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
        return before.find(end) != std::string_view::npos;
    });
}

}  // namespace

std::vector<ArticleWord> article_words(std::span<const AnalyzedPart> parts) {
    std::vector<ArticleWord> words;
    std::size_t count = 0;
    for (const auto& part : parts) count += part.tokens.size();
    words.reserve(count);
    for (const auto& part : parts) {
        std::size_t end = 0;
        for (const auto& token : part.tokens) {
            const std::string_view before = part.text.substr(end, token.begin - end);
            const std::string_view written = part.text.substr(token.begin, token.end - token.begin);
            words.push_back({written, before, token.terms, capitals_of(written), token.is_joined,
                             end == 0 || ends_sentence(before)});
            end = token.end;
        }
    }
    return words;
}

}  // namespace kiosque::indexer
