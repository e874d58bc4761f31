#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.hpp"
#include "text/scanner.hpp"
#include "text/spelling_memory.hpp"
#include "text/word_memory.hpp"
#include "text/word_terms.hpp"

namespace kiosque::text {

/// Changes whenever the same text would give other terms; an index carries the version it was made
/// with, and another one is refused.
inline constexpr int kAnalyzerVersion = 3;

/// Terms are cut to this many bytes of UTF-8, on both sides alike.
inline constexpr std::size_t kMaxTermBytes = 64;

/// `word` without accents, at most kMaxTermBytes; a word of nothing but combining marks stays as it
/// is, so that no term is empty.
std::string folded_term(const std::string& word);

/// A word and where it stood in the text.
struct Token {
    std::size_t begin;  ///< UTF-8 bytes into the original text, [begin, end)
    std::size_t end;
    std::size_t position;  ///< counts words from 1, stop words among them
    bool is_joined;        ///< a hyphen stands between the word before and this one
    const WordTerms* terms;
};

/// How French becomes terms: the whole chain, the same for articles, queries and highlights.
///
/// Words by the scanner (elision, numbers, acronyms, inclusive spellings) -> exact form -> lemmas
/// by the table of irregular words, else by the dictionary, else guessed by their endings ->
/// family, by the tables of places, derivations and names, else of the word that it is regularly
/// derived from, else the Snowball stem of the first lemma -> folded last. One object a thread; it
/// remembers the words it has seen.
class FrenchAnalyzer {
public:
    /// Words of a large collection: about 25 MB at most, beside the 60 MB of their terms.
    static constexpr std::size_t kWordsOfCollection = 200'000;
    /// Words of queries and of the articles that are shown: about 5 MB, beside the 13 MB of their
    /// terms. With fewer the pages of a large collection make each other forget.
    static constexpr std::size_t kWordsOfQueries = 40'000;

    /// The analyzer remembers `most_words` and then starts afresh. What it does not know it asks
    /// `shared`, when there is one, which analyzers of the same lexicon have in common. Both must
    /// outlive the analyzer.
    explicit FrenchAnalyzer(const Lexicon& lexicon, std::size_t most_words = kWordsOfCollection,
                            WordMemory* shared = nullptr);
    ~FrenchAnalyzer();
    FrenchAnalyzer(const FrenchAnalyzer&) = delete;
    FrenchAnalyzer& operator=(const FrenchAnalyzer&) = delete;

    /// The words of `text` in order. `Token::terms` stays valid until the next call, and longer
    /// while `forgotten` stays the same; one object stands for all words of the same spelling.
    std::vector<Token> analyze(std::string_view text);

    /// Grows with every call that made room for new words: terms of the calls before are gone then.
    std::size_t forgotten() const { return forgotten_; }

    /// The words of each of `texts`, whose terms are valid together.
    std::vector<std::vector<Token>> analyze_all(std::span<const std::string_view> texts);

    /// The same words with their exact and folded forms alone, in place of lemmas and family the
    /// folded form: for long lists of names, whose lemmas nobody asks for and cost most of the
    /// time. `Token::terms` stays valid until the next call.
    std::vector<Token> analyze_spelling(std::string_view text);

    /// The terms of a word that is in its exact form already. Valid until the next `analyze`.
    const WordTerms& terms_of(const std::string& exact);

private:
    class Stemmer;

    void make_room();
    std::vector<Token> cut(std::string_view text);
    WordTerms make_terms(const std::string& exact) const;
    bool is_name(const std::string& lemma) const;
    std::string stem_of(const std::string& lemma) const;
    std::string family_in_tables(const std::string& word) const;
    std::string family_of_name(const std::string& name) const;
    std::string family_of_lemma(const std::string& lemma) const;
    std::string family_of_unknown(const std::string& exact, const std::string& stem) const;
    const WordTerms* terms_of_span(std::string_view text, const WordSpan& word);

    const Lexicon& lexicon_;
    std::size_t most_words_;
    std::size_t forgotten_ = 0;
    std::unique_ptr<Stemmer> stemmer_;
    WordMemory* shared_;
    /// By their exact form, which is that of their terms.
    std::unordered_map<std::string_view, std::shared_ptr<const WordTerms>> known_words_;
    std::deque<WordTerms> spellings_;  ///< of analyze_spelling
    SpellingMemory known_spellings_;   ///< their terms are of `known_words_`
};

}  // namespace kiosque::text
