#pragma once

#include <string_view>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Reads a plain text as an article: cuts what a scraped page printed around it, takes date and
/// author from lines near the top, finds the title, and keeps the rest as paragraphs.
///
/// `text` is UTF-8 in NFC with lines that end in LF. The id stays empty.
/// Throws Error(bad_article) when nothing to read remains.
ReadArticle read_text(std::string_view text);

}  // namespace kiosque::reading
