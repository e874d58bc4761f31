#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::search {

/// A piece of a query as it was typed, before its words are looked at.
struct QueryPart {
    std::string text;          ///< without its quotes and its sign
    bool is_phrase = false;    ///< "..." or « ... »
    bool is_excluded = false;  ///< -word
};

/// Reads what stands in a query box: words, "phrases", « phrases », -word, -"phrase".
///
/// Never fails: what does not parse is words. A quote that is not closed is passed over, so that a
/// text with one stray quote keeps its words.
std::vector<QueryPart> parse_query(std::string_view text);

}  // namespace kiosque::search
