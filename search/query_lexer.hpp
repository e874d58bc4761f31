#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_fields.hpp"

namespace kiosque::search {

/// A piece of a query as it stands in the query box.
struct Lexeme {
    enum class Kind {
        word,     ///< a run of characters without white space
        phrase,   ///< "..." or « ... »
        prefix,   ///< a word that ends with a star
        open,     ///< a bracket that opens a group
        close,    ///< one that closes the last open group
        all_of,   ///< ET, AND
        any_of,   ///< OU, OR
        except,   ///< SAUF, NON, NOT
        near_to,  ///< PROCHE/5, NEAR/5
    };
    enum class Sign { none, plus, minus };

    Kind kind = Kind::word;
    Sign sign = Sign::none;  ///< before a word, a phrase or an opening bracket
    std::string field;       ///< as the table of fields names it; empty for the whole text
    std::string text;        ///< without sign, field, quotes and star
    std::size_t begin = 0;   ///< where it stands in the query, bytes, [begin, end)
    std::size_t end = 0;
    std::size_t distance = 0;  ///< of "..."~3 and PROCHE/5, at most kMaxDistance
};

inline constexpr std::size_t kMaxDistance = 99;
inline constexpr std::size_t kDefaultNearness = 10;  ///< of PROCHE without a number
inline constexpr std::size_t kMaxNearLinks = 3;      ///< a PROCHE/5 b PROCHE/5 c PROCHE/5 d
inline constexpr std::size_t kMaxBracketDepth = 16;  ///< deeper brackets are passed over

/// Cuts a query into lexemes. Brackets are balanced: those without a partner are passed over or
/// closed at the end.
///
/// Operators are words in capitals, and only where both of their sides have something to join;
/// elsewhere, and in a headline that is all capitals, they are words. Linear in the text.
std::vector<Lexeme> cut_query(std::string_view text, const QueryFields& fields);

}  // namespace kiosque::search
