#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/html_region.hpp"

namespace kiosque::reading {

/// The paragraphs of a region, each on one line, as the page shows them: blocks separate, one <br>
/// is a space, two are a new paragraph, a table has one for each row.
std::vector<std::string> region_paragraphs(const ArticleRegion& region);

/// The paragraphs of a piece of HTML that is an article or a part of one. A whole page (with <html>
/// or <body>) is searched for its article.
/// Throws Error(bad_article) for markup that scan_markup refuses.
std::vector<std::string> fragment_paragraphs(std::string_view html);

}  // namespace kiosque::reading
