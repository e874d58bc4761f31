#include "reading/markdown_reader.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/title.hpp"
#include "reading/front_matter.hpp"
#include "reading/markdown_text.hpp"

namespace kiosque::reading {
namespace {

std::vector<Line> lines_of(const std::vector<MarkdownBlock>& blocks) {
    std::vector<Line> lines;
    for (const MarkdownBlock& block : blocks) lines.push_back({0, block.text});
    return lines;
}

void find_missing_title(const std::vector<MarkdownBlock>& blocks, std::vector<Line>& lines,
                        ReadArticle& read) {
    const auto heading = std::ranges::find(blocks, 1, &MarkdownBlock::heading_level);
    if (heading != blocks.end()) {
        read.article.title = heading->text;
        read.title_from = "first heading";
        return;
    }
    const FoundTitle found = find_title(lines);
    read.article.title = found.title;
    read.title_from = found.from;
    if (found.paragraph && lines.size() > 1) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(*found.paragraph));
    }
}

}  // namespace

ReadArticle read_markdown(std::string_view markdown) {
    ReadArticle read;
    const FrontMatter front = read_front_matter(markdown);
    take_declared_fields(front.fields, "front matter", read);
    for (const auto& [key, value] : front.more) take_more(key, value, read.article);

    const std::vector<MarkdownBlock> blocks = markdown_blocks(front.rest);
    std::vector<Line> lines = lines_of(blocks);
    const bool has_text =
        std::ranges::any_of(lines, [](const Line& line) { return has_words(line.text); });
    if (!has_text) throw Error(ErrorCode::bad_article, "has no text");

    if (read.article.title.empty()) find_missing_title(blocks, lines, read);
    if (lines.size() > 1 && is_same_title(lines.front().text, read.article.title)) {
        lines.erase(lines.begin());
    }
    read.article.body = join_paragraphs(lines);
    return read;
}

}  // namespace kiosque::reading
