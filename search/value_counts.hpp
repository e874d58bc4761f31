#pragma once

#include <cstdint>
#include <vector>

#include "index/document_set.hpp"
#include "search/facet_values.hpp"

namespace kiosque::search {

struct ValueCount {
    std::uint32_t value;  ///< as FacetValues numbers them
    std::uint32_t count;
};

/// How many documents of `sets` (one a segment) have each value, those that none has left out, in
/// the order of their numbers. Linear in the documents, or in those that are not in the sets where
/// they are fewer; and in the number of values unless the documents are much fewer.
std::vector<ValueCount> count_values(const FacetValues& values,
                                     const std::vector<index::DocumentSet>& sets);

}  // namespace kiosque::search
