#include "reading/text_reader.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reading/cleaning/boilerplate.hpp"
#include "reading/cleaning/language_bars.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/paragraphs.hpp"
#include "reading/cleaning/publication_lines.hpp"
#include "reading/cleaning/title.hpp"

namespace kiosque::reading {
namespace {

std::vector<Line> cleaned_paragraphs(std::string_view text, ReadArticle& read) {
    std::vector<Line> lines = split_lines(text);
    const bool wrapped = is_hard_wrapped(lines);
    cut_boilerplate(lines, read.cuts);
    cut_language_bars(lines, read.cuts);
    cut_menus(lines, read.cuts);
    cut_repeated_lines(lines, read.cuts);
    take_publication_lines(lines, read.article, read.cuts);
    std::vector<Line> paragraphs = paragraphs_of(lines);
    if (wrapped) cut_boilerplate(paragraphs, read.cuts);  // lines that the width had broken in two
    std::erase_if(paragraphs, [](const Line& paragraph) { return paragraph.text.empty(); });
    return paragraphs;
}

}  // namespace

ReadArticle read_text(std::string_view text) {
    ReadArticle read;
    std::vector<Line> paragraphs = cleaned_paragraphs(text, read);
    const bool has_text = std::ranges::any_of(
        paragraphs, [](const Line& paragraph) { return has_words(paragraph.text); });
    if (!has_text) throw Error(ErrorCode::bad_article, "has no text");

    const FoundTitle found = find_title(paragraphs);
    read.article.title = found.title;
    read.title_from = found.from;
    for (const std::size_t above : found.site_header)
        cut(paragraphs[above], "site header", read.cuts);
    const bool is_all = found.paragraph && join_paragraphs(paragraphs) == found.title;
    if (found.paragraph && !is_all) paragraphs[*found.paragraph].text.clear();
    read.article.body = join_paragraphs(paragraphs);
    std::ranges::stable_sort(read.cuts, {}, &Cut::line);
    return read;
}

}  // namespace kiosque::reading
