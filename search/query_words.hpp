#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_language.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// Several clauses as one that wants them all; one stays what it is.
Clause grouped(std::vector<Clause> clauses);

/// Takes out "le", and "a-t-il", whose hyphens make it a phrase: nobody searches for them beside
/// other words. What is required or excluded stays.
void drop_stop_words(std::vector<Clause>& clauses);

/// Whether words of a query bring along what means the same.
enum class Synonymy { looked_up, passed_over };

/// Reads the words of a query, part by part in their order, into clauses: their terms, accents,
/// prefixes and synonyms. Counts what it reads against the limits of UnderstoodQuery.
class QueryWords {
public:
    /// `context` must outlive the object.
    QueryWords(MatchLevel level, const QueryContext& context) : level_(level), context_(context) {}

    /// What is read is to be excluded: neither relatives nor synonyms of it are meant.
    void set_excluding(bool is_excluding) { is_excluding_ = is_excluding; }
    bool is_excluding() const { return is_excluding_; }

    /// Words side by side, each wanted; those that hyphens tie follow each other.
    std::vector<Clause> words(const std::string& text, const std::string& field,
                              Synonymy synonymy = Synonymy::looked_up);

    /// Words in quotes, relatives left out; nothing when there is no word, or no room for one.
    std::optional<Clause> phrase(const std::string& text, const std::string& field);

    /// Words whose last one is a beginning; a shorter one than kMinPrefixLetters is a word.
    std::vector<Clause> prefix(const QueryNode& node);

    /// Days, and what an article says that names them.
    Clause days(const QueryNode& node);

    /// Counts one more thing that is looked up by position; false when there are kMaxPhrases.
    bool take_place() { return ++phrases_ <= UnderstoodQuery::kMaxPhrases; }

private:
    MatchLevel level() const;
    Clause each_word(std::string_view text, const std::vector<text::Token>& tokens,
                     std::size_t begin, std::size_t end, const std::string& field,
                     MatchLevel level);
    Clause sequence(std::string_view text, const std::vector<text::Token>& tokens,
                    std::size_t begin, std::size_t end, const std::string& field, MatchLevel level);
    std::optional<Clause> phrase_at(const std::string& text, const std::string& field,
                                    MatchLevel level);
    std::optional<Synonyms::Found> synonyms(std::string_view text,
                                            const std::vector<text::Token>& tokens, std::size_t at,
                                            const std::string& field) const;
    Clause with_synonyms(Clause typed, const std::vector<std::string>& others,
                         const std::string& field);
    QueryWord word(std::string typed, const text::WordTerms& terms, MatchLevel level) const;

    MatchLevel level_;
    const QueryContext& context_;
    bool is_excluding_ = false;
    std::size_t words_ = 0;
    std::size_t phrases_ = 0;          ///< that were typed
    std::size_t synonym_phrases_ = 0;  ///< that they brought along; counted apart
    std::size_t places_ = 0;           ///< words read so far, stop words among them
};

}  // namespace kiosque::search
