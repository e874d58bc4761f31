#pragma once

#include <string>

#include <xapian.h>

#include "search/understood_query.hpp"

namespace kiosque::bench {

/// A query as Xapian alone would be asked for it: the terms of every word on all its levels, words
/// joined as the query joins them. Phrases are their words anywhere, which costs Xapian less than
/// looking positions up. What only filters (facets, days) is left out.
Xapian::Query bare_query(const search::UnderstoodQuery& query);

}  // namespace kiosque::bench
