#include "reading/html_reader.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reading/cleaning/boilerplate.hpp"
#include "reading/cleaning/language_bars.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/publication_lines.hpp"
#include "reading/cleaning/title.hpp"
#include "reading/html_body.hpp"
#include "reading/html_markup.hpp"
#include "reading/html_metadata.hpp"
#include "reading/json_ld.hpp"

namespace kiosque::reading {
namespace {

std::vector<Line> body_lines(const HtmlPage& page) {
    std::vector<Line> lines;
    for (std::string& paragraph : region_paragraphs(find_article_region(page))) {
        lines.push_back({0, std::move(paragraph)});
    }
    return lines;
}

void remove_empty(std::vector<Line>& lines) {
    std::erase_if(lines, [](const Line& line) { return line.text.empty(); });
}

/// The title stands above the article, often below a kicker or a date.
void remove_title(std::vector<Line>& lines, std::string_view title) {
    constexpr std::size_t kLinesNearTop = 5;
    if (lines.size() < 2) return;
    for (std::size_t i = 0; i < std::min(lines.size(), kLinesNearTop); ++i) {
        if (!is_same_title(lines[i].text, title)) continue;
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
}

void find_missing_title(std::vector<Line>& lines, ReadArticle& read) {
    const FoundTitle found = find_title(lines);
    read.article.title = found.title;
    read.title_from = found.from;
}

}  // namespace

ReadArticle read_html(std::string_view html) {
    ReadArticle read;
    const PageMarkup scanned = scan_markup(html);
    const HtmlPage page(scanned.markup);
    take_json_ld(scanned.json_ld, read);
    take_page_metadata(page, read);

    std::vector<Line> lines = body_lines(page);
    cut_boilerplate(lines, read.cuts);
    cut_language_bars(lines, read.cuts);
    cut_menus(lines, read.cuts);
    take_publication_lines(lines, read.article, read.cuts);
    remove_empty(lines);
    const bool has_text =
        std::ranges::any_of(lines, [](const Line& line) { return has_words(line.text); });
    if (!has_text) throw Error(ErrorCode::bad_article, "has no text");

    if (read.article.title.empty()) find_missing_title(lines, read);
    remove_title(lines, read.article.title);
    read.article.body = join_paragraphs(lines);
    return read;
}

}  // namespace kiosque::reading
