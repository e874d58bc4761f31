#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// How a word is written: "tours", "Tours" (or "McDonald"), "OCS" (two capitals at least).
enum class Capitals : std::uint8_t { none, first, all };

/// A word of an article with what its terms forget, since names show in how they are written.
struct ArticleWord {
    std::string_view written;  ///< as it stands in the text, an elided article left out
    std::string_view before;   ///< what stands between the word before and this one: " l’", ". "
    const text::WordTerms* terms;  ///< its exact form, lemmas ...
    Capitals capitals;
    bool is_joined;        ///< a hyphen stands between the word before and this one
    bool begins_sentence;  ///< or a line, or a quotation: a capital there tells nothing
};

/// A part of an article (title, lead, rest) and its words as the analyzer cut them.
struct AnalyzedPart {
    std::string_view text;
    std::span<const text::Token> tokens;
};

/// The words of all parts in one row; the first word of each part begins a sentence. Valid as long
/// as the parts and their terms are. Time is linear in the text.
std::vector<ArticleWord> article_words(std::span<const AnalyzedPart> parts);

}  // namespace kiosque::indexer
