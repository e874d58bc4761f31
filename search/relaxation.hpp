#pragma once

#include <cstddef>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/deadline.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// How much of a query its articles were asked to have.
enum class Wanted {
    all,       ///< every clause
    present,   ///< every clause that any article has
    most,      ///< of a long query the most telling words
    any,       ///< any clause
    required,  ///< only what must be there
};

/// The articles that a query finds.
struct Matches {
    std::vector<index::DocumentSet> found;  ///< for each segment
    Wanted wanted = Wanted::all;
    std::vector<bool> is_absent;  ///< for each clause: no article has it
};

/// Finds the articles that have every clause. Where there is none, for a long query less than a
/// page, or for a sentence only few, it asks for less by steps: without the clauses that no article
/// has; then, of a long query, for its most telling words (those with the highest idf, by their
/// share of the whole); then for any. Clauses that are required or excluded hold throughout. Exact;
/// when the deadline passes, exact for those articles that were looked at, and no others are found.
Matches match_query(const index::OpenIndex& index, index::Databases& databases,
                    const Vocabulary& vocabulary, const UnderstoodQuery& query, Deadline& deadline);

}  // namespace kiosque::search
