#pragma once

#include <string>
#include <vector>

#include "indexer/read_article.hpp"

namespace kiosque::indexer {

/// Takes what the JSON-LD blocks of a page say about its article (headline, datePublished, author,
/// publisher ...; in lists, in @graph, by @id). Fields that `read` has already are kept. A block
/// that is not valid JSON is a warning.
void take_json_ld(const std::vector<std::string>& blocks, ReadArticle& read);

}  // namespace kiosque::indexer
