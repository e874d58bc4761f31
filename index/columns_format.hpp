#pragma once

#include <array>
#include <cstdint>

/// The fixed records of a columns file; columns.hpp draws the whole.
namespace kiosque::index {

struct ColumnsHeader {
    std::array<char, 8> magic = {'K', 'I', 'O', 'S', 'Q', 'C', 'O', 'L'};
    std::uint32_t version = 2;
    std::uint32_t documents = 0;
    std::uint32_t facets = 0;
    std::uint32_t days_offset = 0;
};
static_assert(sizeof(ColumnsHeader) == 24);

struct FacetHeader {
    std::uint32_t name_offset = 0;
    std::uint32_t name_bytes = 0;
    std::uint32_t kind = 0;  ///< a FacetKind
    std::uint32_t values = 0;
    std::uint32_t value_ends_offset = 0;
    std::uint32_t value_bytes_offset = 0;
    std::uint32_t folded_ends_offset = 0;
    std::uint32_t folded_bytes_offset = 0;
    std::uint32_t ranks_offset = 0;
    std::uint32_t totals_offset = 0;
    std::uint32_t starts_offset = 0;
    std::uint32_t ordinals = 0;
    std::uint32_t ordinals_offset = 0;
};
static_assert(sizeof(FacetHeader) == 52);

}  // namespace kiosque::index
