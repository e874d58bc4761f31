#pragma once

#include "support/test_index.hpp"

namespace kiosque::test {

/// The index of two articles, for tests that have to do with the server and not with what it finds.
inline const TestIndex& index_of_two() {
    static const TestIndex index{
        {article("a", "Le vent", "Un parc éolien."), article("b", "Le gaz", "Un gazoduc.")}};
    return index;
}

}  // namespace kiosque::test
