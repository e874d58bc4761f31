#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_fields.hpp"
#include "search/request.hpp"

namespace kiosque::search {

/// What a query asks for as it was typed, before its words are looked at.
struct QueryNode {
    enum class Kind {
        words,    ///< words side by side, each wanted
        phrase,   ///< words that follow each other, `distance` others among them allowed
        prefix,   ///< words that begin with the text
        days,     ///< articles of some days, or whose text names them
        near_to,  ///< two parts at most `distance` words apart, in any order
        all,      ///< every part
        any,      ///< one of the parts
    };

    Kind kind = Kind::all;
    bool is_required = false;  ///< asked for by a sign, an operator or quotes: never let go
    bool is_excluded = false;
    std::string field;         ///< of query_fields.hpp; empty for the whole text
    std::string text;          ///< of words, phrase, prefix and days
    std::size_t distance = 0;  ///< of phrase and near_to
    DayRange days;
    bool may_stand_in_text = false;  ///< of days: an article that says them is found too
    std::vector<QueryNode> parts;    ///< of near_to, all and any
};

/// Reads what stands in a query box; docs/query_language.md tells people what it takes. The root
/// is of kind `all`; a query of nothing gives a root without parts.
///
/// Never fails: what does not parse is words. `today` is the day in Paris that "hier" counts from,
/// `fields` are those of the index.
QueryNode parse_query(std::string_view text, Day today, const QueryFields& fields = QueryFields());

}  // namespace kiosque::search
