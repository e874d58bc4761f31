#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Words and phrases, and the themes that each of them speaks for; the head of
/// indexer/gazetteers/themes.tsv draws the format. Thread-safe once built.
class ThemeTable {
public:
    static constexpr std::size_t kMostPhraseWords = 8;
    static constexpr std::size_t kMostLines = 100'000;

    /// What a word or phrase says of an article's theme.
    struct Vote {
        std::uint32_t theme;  ///< of `themes()`
        bool is_strong;       ///< plainly; otherwise only in company
    };

    /// A word or phrase of the table that stands in an article.
    struct Hit {
        std::uint32_t phrase;
        std::size_t begin;  ///< its first word
    };

    /// Adds the lines of a table; `name` is its file. A theme that is known gets the words besides
    /// those that it has, and a line `-` takes words out.
    ///
    /// Throws Error(invalid_parameter), which names the file, the line and what was expected; the
    /// table may then have the lines before.
    void add(std::string_view lines, const std::string& name, text::FrenchAnalyzer& analyzer);

    const std::vector<std::string>& themes() const { return themes_; }

    /// The phrases that stand in an article, the longest at each place, none within another.
    std::vector<Hit> hits(std::span<const ArticleWord> words) const;

    std::span<const Vote> votes(std::uint32_t phrase) const { return nodes_[phrase].votes; }

private:
    using WordId = std::uint32_t;
    static constexpr WordId kUnknownWord = 0;

    /// A word as the table writes it, since lemmas do not tell élève from élevé.
    struct Spelling {
        std::string exact;
        std::string folded;
        std::string with_plain_e;  ///< "è" comes and goes with endings: écolier, écolière
        Capitals capitals;         ///< at least these must stand in the article
        WordId word;
    };

    /// Where a phrase may end. One without votes still keeps its words from voting alone.
    struct Node {
        bool is_end = false;
        std::vector<Vote> votes;
    };

    void add_line(const std::string& place, std::string_view line, text::FrenchAnalyzer& analyzer);
    std::uint32_t theme_of(const std::string& name);
    Node& node_of(const std::string& place, std::string_view phrase,
                  text::FrenchAnalyzer& analyzer);
    WordId learn(const ArticleWord& word);
    WordId recognise(const ArticleWord& word) const;
    WordId recognise(const ArticleWord& word, const std::string& lemma) const;
    std::vector<WordId> recognise_all(std::span<const ArticleWord> words) const;
    static bool is_form_of(const ArticleWord& word, const Spelling& spelling);

    std::vector<std::string> themes_;
    std::vector<Node> nodes_{Node{}};                         ///< the first is where phrases begin
    std::unordered_map<std::uint64_t, std::uint32_t> steps_;  ///< node << 32 | word -> node
    std::unordered_map<std::string, std::vector<Spelling>> spellings_;  ///< by lemma
    WordId last_word_ = kUnknownWord;
};

}  // namespace kiosque::indexer
