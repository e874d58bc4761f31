#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "support/analyzer.hpp"

namespace kiosque::indexer {

/// The words of an article; the texts must outlive it, and so must the next use of the analyzer.
struct ArticleOf {
    explicit ArticleOf(std::string_view text, std::string_view title = "")
        : texts{title, text}, tokens(test::analyzer().analyze_all(texts)) {
        const std::array<AnalyzedPart, 2> parts{AnalyzedPart{texts[0], tokens[0]},
                                                AnalyzedPart{texts[1], tokens[1]}};
        words = article_words(parts);
    }

    std::size_t title_words() const { return tokens[0].size(); }

    std::array<std::string_view, 2> texts;
    std::vector<std::vector<text::Token>> tokens;
    std::vector<ArticleWord> words;
};

/// "Chine, Kazakhstan"
inline std::string listed(const std::vector<std::string>& values) {
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "" : ", ") + value;
    return list;
}

}  // namespace kiosque::indexer
