#pragma once

#include <unordered_set>

#include "reading/html_page.hpp"

namespace kiosque::reading {

/// What of a page is the article.
struct ArticleRegion {
    const GumboNode* root;                          ///< the element that holds it
    std::unordered_set<const GumboNode*> left_out;  ///< elements inside that are not read
};

/// Finds the article in a page: what is marked as articleBody, else the longest <article>, else
/// <main>, else the element whose own paragraphs hold most text against links.
///
/// Left out are scripts, forms, navigation, hidden elements, and elements whose class or id says
/// share, comments, cookies, newsletter, related and the like as a whole word. An element that
/// holds most of the page's text is never left out, whatever it is called.
ArticleRegion find_article_region(const HtmlPage& page);

/// The whole body of a piece of HTML that is known to be an article, with the same left out.
ArticleRegion whole_body(const HtmlPage& page);

}  // namespace kiosque::reading
