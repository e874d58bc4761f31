#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/result.hpp"
#include "search/understood_query.hpp"
#include "search/word_fits.hpp"

namespace kiosque::search {

/// A word or a phrase of the query found in a text.
struct Match {
    std::size_t begin;  ///< UTF-8 bytes, [begin, end)
    std::size_t end;
    std::size_t clause;  ///< which clause of the query it answers
};

/// Which part of an article a text is: `titre:paix` is marked in titles alone.
enum class ArticlePart { title, body };

/// Finds a query in texts. Belongs to one thread; the more texts are of the same words, the less
/// each takes.
class Highlighter {
public:
    /// Both must outlive the highlighter.
    Highlighter(const UnderstoodQuery& query, text::FrenchAnalyzer& analyzer);

    /// What of `text` the query finds, in order, without overlaps: words by the level that the
    /// query asks for, phrases as a whole, of words that must be near each other those that are.
    /// The longest wins. Excluded clauses and fields of facets find nothing.
    std::vector<Match> find_matches(std::string_view text, ArticlePart part);

private:
    const UnderstoodQuery& query_;
    text::FrenchAnalyzer& analyzer_;
    WordFits fits_;
    std::size_t forgotten_;  ///< by the analyzer, when `fits_` began
};

/// `text` with HTML's five special characters escaped.
std::string escape_html(std::string_view text);

/// The piece [begin, end) of `text`, escaped, with the matches that lie in it between <mark> and
/// </mark>. `matches` are in order and do not overlap.
std::string mark_html(std::string_view text, std::size_t begin, std::size_t end,
                      const std::vector<Match>& matches);

}  // namespace kiosque::search
