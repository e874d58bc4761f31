#pragma once

#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/facet_values.hpp"
#include "search/result.hpp"

namespace kiosque::search {

/// The lowest and the highest value of the documents of `sets` (one a segment).
FacetExtent extent_of_days(const index::OpenIndex& index,
                           const std::vector<index::DocumentSet>& sets);
FacetExtent extent_of_values(const FacetValues& values,
                             const std::vector<index::DocumentSet>& sets);

}  // namespace kiosque::search
