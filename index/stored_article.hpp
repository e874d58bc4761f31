#pragma once

#include <string>
#include <string_view>

#include "base/article.hpp"

/// An article as the data of its document: all of it, so that answers need nothing but the index.
/// Ten of them are read for each page of hits, which as JSON took a tenth of a request's time.
///
///     texts: id, title, body, description, url, source, section, language
///     lists of texts: authors, tags
///     the number of further fields; for each its key and the list of its values
///     0 without a date, else one more than its day since 1970 (of -1, 1, -2 ... read 1, 2, 3 ...)
///
/// A text is its length in bytes and the bytes, a list the number of its texts and those. Numbers
/// are in variable-byte code.
namespace kiosque::index {

std::string write_stored_article(const Article& article);

/// Throws Error(index_damaged) when `data` is no article.
Article read_stored_article(std::string_view data);

}  // namespace kiosque::index
