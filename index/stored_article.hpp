#pragma once

#include <string>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::index {

/// An article as the data of its document: all of it, so that answers need nothing but the index.
std::string write_stored_article(const Article& article);

/// Throws Error(index_damaged) when `data` is no article.
Article read_stored_article(std::string_view data);

}  // namespace kiosque::index
