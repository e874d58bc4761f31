#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/result.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// A word or a phrase of the query found in a text.
struct Match {
    std::size_t begin;  ///< UTF-8 bytes, [begin, end)
    std::size_t end;
    std::size_t clause;  ///< which clause of the query it answers
};

/// Which part of an article a text is: `titre:paix` is marked in titles alone.
enum class ArticlePart { title, body };

/// What of `text` the query finds, in order, without overlaps: words by the level that the query
/// asks for, phrases as a whole, of words that must be near each other those that are. The longest
/// wins. Excluded clauses and fields of facets find nothing.
std::vector<Match> find_matches(std::string_view text, ArticlePart part,
                                const UnderstoodQuery& query, text::FrenchAnalyzer& analyzer);

/// `text` with HTML's five special characters escaped.
std::string escape_html(std::string_view text);

/// The piece [begin, end) of `text`, escaped, with the matches that lie in it between <mark> and
/// </mark>. `matches` are in order and do not overlap.
std::string mark_html(std::string_view text, std::size_t begin, std::size_t end,
                      const std::vector<Match>& matches);

}  // namespace kiosque::search
