#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_fields.hpp"
#include "search/request.hpp"
#include "search/synonyms.hpp"
#include "search/vocabulary.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {

/// A word of the query with every term that it may match on.
struct QueryWord {
    std::string text;                   ///< as typed, without its elided article
    std::vector<std::string> exact;     ///< as typed, and its accented forms when typed without
    std::vector<std::string> lemmas;    ///< empty when the level is narrower
    std::vector<std::string> families;  ///< likewise
    std::size_t place = 0;              ///< among the words that were typed, stop words counted
    bool is_name = false;               ///< typed with a capital, and not first
    bool is_prefix = false;             ///< `exact` are the words that begin with `text`
    bool is_stop_word = false;

    /// True when a word of an article is one that this word finds.
    bool matches(const text::WordTerms& terms) const;
    /// The same inside a phrase, where words of the same family do not count.
    bool matches_in_phrase(const text::WordTerms& terms) const;
};

/// One thing that the query asks for.
struct Clause {
    enum class Kind {
        word,     ///< `words` is one
        phrase,   ///< `words` follow each other in this order, or with a distance lie so close
        near_to,  ///< `parts` are two, at most `distance` words apart in any order
        days,     ///< the article's day; or, with `parts`, what its text says
        all,      ///< every part; those excluded must not be there
        any,      ///< one of `parts`
        same,     ///< one of `parts`, which mean the same; the first is what was typed
    };

    Kind kind = Kind::word;
    std::vector<QueryWord> words;
    std::vector<Clause> parts;
    std::size_t distance = 0;
    DayRange days;
    bool is_day_only = false;  ///< `parts` count only when the query is relaxed: "hier"
    std::string field;         ///< as query_fields.hpp names it; empty for the whole text
    bool is_required = false;  ///< stays when the query is relaxed
    bool is_excluded = false;
    double repeated = 1;  ///< how often it was typed, damped
    std::string text;     ///< of words, phrases and days, as typed

    /// Calls `visit` for every word of the clause that may be found in an article, those of
    /// excluded parts left out.
    void for_each_word(const std::function<void(const QueryWord&)>& visit) const;
    bool is_only_stop_words() const;
    /// Positions are needed to find it.
    bool has_place() const;
};

/// A query as it is searched.
struct UnderstoodQuery {
    static constexpr std::size_t kMaxWords = 64;  ///< more are left out: no person types them
    static constexpr std::size_t kMaxPhraseWords = 32;
    /// Phrases and PROCHE that are looked up by position; words of further ones may stand anywhere.
    static constexpr std::size_t kMaxPhrases = 12;
    static constexpr std::size_t kSentenceWords = 7;     ///< telling ones, from which on it is one
    static constexpr std::size_t kMinPrefixLetters = 3;  ///< a shorter one is a word
    static constexpr std::size_t kMaxPrefixWords = 100;  ///< the most frequent ones

    std::vector<Clause> clauses;  ///< every one is wanted, unless the query is relaxed
    bool is_empty = false;        ///< nothing was typed: all articles are meant
    /// A question, or so many words that nobody has chosen them one by one: the article that is
    /// meant may lack some.
    bool is_sentence = false;

    /// A query was typed, but it holds no word ("?!"): it finds nothing.
    bool has_no_words() const { return !is_empty && clauses.empty(); }
};

/// What understanding a query needs to know beside it.
struct QueryContext {
    text::FrenchAnalyzer& analyzer;
    const Vocabulary& vocabulary;
    const Synonyms& synonyms;
    Day today;
    QueryFields fields = QueryFields();  ///< those of the index
};

/// Cuts and analyses what was typed. Stop words are left out beside other words, kept in phrases.
UnderstoodQuery understand_query(std::string_view text, MatchLevel level,
                                 const QueryContext& context);

}  // namespace kiosque::search
