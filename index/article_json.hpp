#pragma once

#include <string>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::index {

/// All of an article as an object of JSON: so it waits in the inbox, where people may look at it.
std::string write_article_json(const Article& article);

/// Throws Error(index_damaged) when `data` is no article.
Article read_article_json(std::string_view data);

}  // namespace kiosque::index
