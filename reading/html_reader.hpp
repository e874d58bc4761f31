#pragma once

#include <string_view>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Reads a web page: what it declares about the article (JSON-LD before OpenGraph before <meta>
/// before <title>, <h1> and <time>), and the paragraphs of the article itself, cleaned of share
/// buttons, forms and the like. Nothing is run or fetched.
///
/// `html` is UTF-8 in NFC with lines that end in LF. The id stays empty.
/// Throws Error(bad_article) when the page has no text, or is built to exhaust a reader.
ReadArticle read_html(std::string_view html);

}  // namespace kiosque::reading
