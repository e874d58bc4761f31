#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/request.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {

/// A word of the query with every term that it may match on.
struct QueryWord {
    std::string text;                   ///< as typed, without its elided article
    std::vector<std::string> exact;     ///< as typed, and its accented forms when typed without
    std::vector<std::string> lemmas;    ///< empty when the level is narrower
    std::vector<std::string> families;  ///< likewise
    /// The lemmas that a phrase is looked up by, whatever the level: positions are kept for lemmas.
    std::vector<std::string> phrase_lemmas;
    bool is_stop_word = false;

    /// True when a word of an article is one that this word finds.
    bool matches(const text::WordTerms& terms) const;
};

/// One thing that the query asks for: a word, or words that follow each other.
struct Clause {
    std::vector<QueryWord> words;  ///< never empty
    bool is_phrase = false;        ///< the words follow each other in this order
    bool is_required = false;      ///< stays when the query is relaxed: it was put in quotes
    bool is_excluded = false;
};

/// A query as it is searched. Every clause is wanted; relaxed, any of those not required will do.
struct UnderstoodQuery {
    static constexpr std::size_t kMaxWords = 64;  ///< more are left out: no person types them
    static constexpr std::size_t kMaxPhraseWords = 32;

    std::vector<Clause> clauses;
    bool is_empty = false;  ///< nothing was typed: all articles are meant

    /// A query was typed, but it holds no word ("?!"): it finds nothing.
    bool has_no_words() const { return !is_empty && clauses.empty(); }

    /// The words that weigh in the ranking: those of clauses that are not excluded.
    std::vector<const QueryWord*> weighed_words() const;

    /// What was understood, in French: "énergie ET « communauté de destin » SAUF gaz".
    std::string echo(bool relaxed) const;
};

/// The accented words of the index whose folded form is given: "impots" -> "impôts".
using AccentedForms = std::function<std::vector<std::string>(const std::string& folded)>;

/// Cuts and analyses what was typed. Stop words are left out beside other words, kept in phrases.
UnderstoodQuery understand_query(std::string_view text, MatchLevel level,
                                 text::FrenchAnalyzer& analyzer,
                                 const AccentedForms& accented_forms);

}  // namespace kiosque::search
