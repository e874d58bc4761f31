#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::reading {

/// A page made ready for the parser.
struct PageMarkup {
    std::string markup;                ///< without comments, declarations, scripts and styles
    std::vector<std::string> json_ld;  ///< what stood in scripts of type application/ld+json
};

/// Scans a page before it is parsed. What the scan passes over is also left out of the markup, so
/// the parser sees no tag that was not counted.
///
/// Throws Error(bad_article) for pages made to exhaust a reader: elements nested more than 5,000
/// deep (empty elements and those whose end tag is optional do not count), elements left open so
/// often that the tree would have millions of nodes or take seconds to build, or a tag with more
/// than 1,000 attributes.
PageMarkup scan_markup(std::string_view html);

}  // namespace kiosque::reading
