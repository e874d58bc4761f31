#include "reading/html_body.hpp"

#include "reading/cleaning/lines.hpp"
#include "reading/encoding.hpp"
#include "reading/html_markup.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

bool is_block(const GumboNode& node) {
    if (!is_element(node)) return false;
    switch (node.v.element.tag) {
        case GUMBO_TAG_ADDRESS:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_DETAILS:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_FIELDSET:
        case GUMBO_TAG_FIGCAPTION:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_HGROUP:
        case GUMBO_TAG_HR:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_P:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_SUMMARY:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_UL:
            return true;
        default:
            return false;
    }
}

bool is_cell(const GumboNode& node) {
    return is_element(node, GUMBO_TAG_TD) || is_element(node, GUMBO_TAG_TH);
}

class ParagraphCollector {
public:
    void meet(const GumboNode& node) {
        if (is_block(node)) {
            finish();
        } else if (is_element(node, GUMBO_TAG_BR)) {
            if (++breaks_ == 2) finish();
            current_ += ' ';
        } else if (is_cell(node)) {
            current_ += ' ';
        } else if (const std::string_view text = text_of(node); !text.empty()) {
            if (node.type != GUMBO_NODE_WHITESPACE) breaks_ = 0;
            current_ += text;
        }
    }

    void leave(const GumboNode& node) {
        if (is_block(node)) finish();
        if (is_cell(node)) current_ += ' ';
    }

    void finish() {
        std::string paragraph = one_line(plain_text(current_));
        if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
        current_.clear();
        breaks_ = 0;
    }

    std::vector<std::string> paragraphs;

private:
    std::string current_;
    int breaks_ = 0;  ///< <br> since the last text
};

}  // namespace

std::vector<std::string> region_paragraphs(const ArticleRegion& region) {
    ParagraphCollector collector;
    walk(
        *region.root,
        [&](const GumboNode& node) {
            if (region.left_out.contains(&node)) return false;
            collector.meet(node);
            return true;
        },
        [&](const GumboNode& node) {
            if (!region.left_out.contains(&node)) collector.leave(node);
        });
    collector.finish();
    return std::move(collector.paragraphs);
}

std::vector<std::string> fragment_paragraphs(std::string_view html) {
    const PageMarkup scanned = scan_markup(html);
    const HtmlPage page(scanned.markup);
    const std::string lower = text::to_lower(scanned.markup);
    const bool is_page =
        lower.find("<html") != std::string::npos || lower.find("<body") != std::string::npos;
    return region_paragraphs(is_page ? find_article_region(page) : whole_body(page));
}

}  // namespace kiosque::reading
