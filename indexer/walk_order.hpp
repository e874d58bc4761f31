#pragma once

#include <algorithm>
#include <string_view>

namespace kiosque::indexer {

/// The order in which a run meets the files of the sources, by their keys (SourceFile::key): folder
/// by folder, each sorted by name. Of two articles with one id the first in this order counts, and
/// documents stand in it.
struct WalkOrder {
    using is_transparent = void;

    bool operator()(std::string_view a, std::string_view b) const {
        // A '/' ends a name, and a name comes before those that it begins.
        const auto rank = [](char c) {
            return c == '/' ? 0U : static_cast<unsigned>(static_cast<unsigned char>(c)) + 1U;
        };
        return std::lexicographical_compare(
            a.begin(), a.end(), b.begin(), b.end(),
            [&](char left, char right) { return rank(left) < rank(right); });
    }
};

}  // namespace kiosque::indexer
