#pragma once

#include <string>
#include <vector>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Takes what the JSON-LD blocks of a page say about its article (headline, datePublished, author,
/// publisher ...; in lists, in @graph, by @id). Fields that `read` has already are kept. A block
/// that is not valid JSON is a warning.
void take_json_ld(const std::vector<std::string>& blocks, ReadArticle& read);

}  // namespace kiosque::reading
