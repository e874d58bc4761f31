#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosque::indexer {

/// A name that was found in the words of an article.
struct Mention {
    std::size_t begin;  ///< words of the article, [begin, end)
    std::size_t end;
    std::string_view facet;  ///< "pays"; empty for a phrase that only keeps others from matching
    std::string value;       ///< "Kazakhstan"
};

}  // namespace kiosque::indexer
