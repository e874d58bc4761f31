#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// A name of personnes.tsv that stands in an article.
struct KnownName {
    std::size_t begin;  ///< words of the article, [begin, end)
    std::size_t end;
    const std::string* value;  ///< empty for a name that is no person's
    bool is_hyphened;  ///< written with hyphens all through where the table has blanks: a street
};

/// The public persons of personnes.tsv. Immutable and thread-safe.
class KnownPersons {
public:
    explicit KnownPersons(text::FrenchAnalyzer& analyzer);

    /// The longest name around the capitalised word `at`, which is the first of its words that the
    /// table writes with a capital. An empty span (begin == end) when there is none.
    KnownName find(std::span<const ArticleWord> words, std::size_t at) const;

    /// The value of a name whose spelling the table does not have, but which is written with the
    /// same sounds (name_key); nullptr when nobody is called so.
    const std::string* value_of_key(const std::string& key) const;

private:
    struct Form {
        std::vector<std::string> words;  ///< folded
        std::size_t anchor;              ///< the first word with a capital
        bool has_blanks;                 ///< between its words
        const std::string* value;
    };

    void add(std::string_view form, const std::string* value, text::FrenchAnalyzer& analyzer);

    std::deque<std::string> values_;                            ///< where they stay
    std::unordered_map<std::string, std::vector<Form>> forms_;  ///< by anchor, longest first
    std::unordered_map<std::string, const std::string*> by_key_;
};

/// What all spellings of the name in words [begin, end) have in common: "kasim iomart tokaev".
std::string name_key(std::span<const ArticleWord> words, std::size_t begin, std::size_t end);
/// The same of a single word.
std::string name_key(const ArticleWord& word);

}  // namespace kiosque::indexer
