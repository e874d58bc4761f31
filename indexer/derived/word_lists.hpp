#pragma once

#include <algorithm>
#include <string_view>

namespace kiosque::indexer {

/// True when the list holds the word.
template <typename Words>
bool is_one_of(std::string_view word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace kiosque::indexer
