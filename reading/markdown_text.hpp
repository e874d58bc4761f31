#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::reading {

/// A heading, a paragraph, an item of a list or a row of a table, as plain text on one line.
struct MarkdownBlock {
    std::string text;
    int heading_level = 0;  ///< 1 to 6; 0 when the block is no heading
};

/// The text of a Markdown document (CommonMark, and tables with pipes), in order, without markup:
/// links are their text, images their description, HTML comments nothing, code its characters.
/// Throws Error(bad_article) for a paragraph that the parser would take minutes to read.
std::vector<MarkdownBlock> markdown_blocks(std::string_view markdown);

}  // namespace kiosque::reading
