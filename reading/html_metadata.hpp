#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/html_page.hpp"
#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Takes what a page says about its article outside of JSON-LD: OpenGraph and article:* before
/// <meta name>, before <title>, <h1> and <time>. Fields that `read` has already are kept.
void take_page_metadata(const HtmlPage& page, ReadArticle& read);

/// `title` without the name of the site before or behind it: "Un accord | Le Site" -> "Un accord".
/// Something is taken off only when it is `site_name`, or when one of `headings` equals the rest.
std::string without_site_name(std::string_view title, std::string_view site_name,
                              const std::vector<std::string>& headings);

}  // namespace kiosque::reading
