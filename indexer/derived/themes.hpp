#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/theme_table.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// What an article is about, as its words tell.
///
/// A theme is given when several different words speak for it, often enough for the length of the
/// article: one without a clear subject gets none. Thread-safe once built.
class ThemeFinder {
public:
    static constexpr std::size_t kMostThemes = 3;

    /// The product's own table, indexer/gazetteers/themes.tsv, which is compiled in.
    explicit ThemeFinder(text::FrenchAnalyzer& analyzer);

    /// Adds a user's table in the same format to the product's; `name` is its file.
    ///
    /// Throws Error(invalid_parameter), which names the file, the line and what was expected; the
    /// finder is then as it was.
    void add_table(std::string_view lines, const std::string& name, text::FrenchAnalyzer& analyzer);

    /// The themes of an article, the plainest first. The first `title_words` of `words` are its
    /// title. Time is linear in the words, the sorting of those in the table aside.
    std::vector<std::string> find(std::span<const ArticleWord> words,
                                  std::size_t title_words) const;

private:
    ThemeTable table_;
};

}  // namespace kiosque::indexer
