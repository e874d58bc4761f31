#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "search/understood_query.hpp"

namespace kiosque::search {

/// Words of a text that stand together, by their positions; both ends belong to it.
struct Span {
    std::uint32_t first;
    std::uint32_t last;

    friend bool operator==(const Span&, const Span&) = default;
};

/// Where the words of a clause stand in a text: the positions of each of its words, ascending.
using PositionsOf = std::function<const std::vector<std::uint32_t>&(const QueryWord&)>;

/// Where a clause holds in a text, in order. Words of a phrase follow each other; with a distance
/// they lie in any order among at most so many other words. The parts of `near_to` are at most its
/// distance apart. One of several parts will do for `any` and `same`. Days, and groups of several
/// parts that are all wanted, stand nowhere.
///
/// Both the index and the highlights ask here, so that what is marked is what was found.
std::vector<Span> find_spans(const Clause& clause, const PositionsOf& positions_of);

}  // namespace kiosque::search
