#include "reading/html_region.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "reading/cleaning/lines.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

constexpr double kShortestParagraph = 25;  ///< bytes of text that make a paragraph count

constexpr std::string_view kFurnitureWords[] = {
    "share",       "sharing",     "sharedaddy", "addtoany",    "social",       "socials",
    "partage",     "partager",    "comment",    "comments",    "commentaire",  "commentaires",
    "commentlist", "respond",     "disqus",     "cookie",      "cookies",      "consent",
    "gdpr",        "rgpd",        "newsletter", "newsletters", "subscribe",    "related",
    "breadcrumb",  "breadcrumbs", "ariane",     "advert",      "adverts",      "advertisement",
    "ads",         "adsense",     "publicite",  "sponsored",   "promo",        "promos",
    "promotion",   "sidebar",     "menu",       "nav",         "navbar",       "navigation",
    "footer",      "popup",       "modal",      "rating",      "ratings",      "pagination",
    "skip",        "outbrain",    "taboola",    "yarpp",       "relatedposts",
};

bool is_never_read(const GumboNode& node) {
    if (!is_element(node)) return false;
    switch (node.v.element.tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_CANVAS:
            return true;
        default:
            return false;
    }
}

bool is_hidden(const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_BODY) || is_element(node, GUMBO_TAG_HTML)) return false;
    if (has_attribute(node, "hidden")) return true;
    if (text::to_lower(attribute(node, "aria-hidden")) == "true") return true;
    std::string style = text::to_lower(attribute(node, "style"));
    std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
    return style.find("display:none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
}

bool is_furniture_element(const GumboNode& node) {
    if (!is_element(node)) return false;
    switch (node.v.element.tag) {
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_BUTTON:
            return true;
        default:
            return false;
    }
}

bool is_page_header(const GumboNode& node) {
    if (!is_element(node, GUMBO_TAG_HEADER)) return false;
    for (const GumboNode* around = node.parent; around != nullptr; around = around->parent) {
        if (is_element(*around, GUMBO_TAG_ARTICLE) || is_element(*around, GUMBO_TAG_MAIN))
            return false;
    }
    return true;
}

/// "shareButtons" as two words.
std::string with_camel_case_split(std::string_view name) {
    std::string split;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto is_upper = [&](std::size_t at) { return name[at] >= 'A' && name[at] <= 'Z'; };
        if (i > 0 && is_upper(i) && !is_upper(i - 1)) split += '-';
        split += name[i];
    }
    return split;
}

/// True when a class or the id has one of the words. "category-social" and "tag-promo" tell what an
/// article is about and do not count.
bool is_named_furniture(const GumboNode& node) {
    for (const char* name : {"class", "id"}) {
        const std::string value(attribute(node, name));
        for (std::size_t begin = 0; begin < value.size();) {
            const std::size_t end = std::min(value.find_first_of(" \t\n", begin), value.size());
            const std::string one =
                text::to_lower(with_camel_case_split(value.substr(begin, end - begin)));
            begin = end + 1;
            const bool is_topic = one.starts_with("category-") || one.starts_with("tag-");
            if (is_topic || one.starts_with("has-") || one.starts_with("no-")) continue;
            for (const std::string& word : folded_words(one)) {
                if (std::ranges::find(kFurnitureWords, word) != std::end(kFurnitureWords))
                    return true;
            }
        }
    }
    return false;
}

/// What stands in an element, left-out elements not counted.
struct Measure {
    double text = 0;        ///< bytes other than white space
    double link_text = 0;   ///< of these, inside links
    double own_text = 0;    ///< not inside another block
    double paragraphs = 0;  ///< text of paragraphs that are no lists of links
    double score = 0;       ///< points from the paragraphs right inside, half from those one below
};

using Measures = std::unordered_map<const GumboNode*, Measure>;

double visible_bytes(std::string_view text) {
    return static_cast<double>(
        std::ranges::count_if(text, [](char c) { return c != ' ' && c != '\t' && c != '\n'; }));
}

bool is_inline_element(const GumboNode& node) {
    switch (node.v.element.tag) {
        case GUMBO_TAG_A:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_B:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_I:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_Q:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_SUB:
        case GUMBO_TAG_SUP:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_U:
            return true;
        default:
            return false;
    }
}

Measures measure(const GumboNode& root, const std::unordered_set<const GumboNode*>& left_out) {
    Measures measures;
    const auto leave = [&](const GumboNode& node) {
        if (left_out.contains(&node)) return;
        Measure& own = measures[&node];
        if (!is_element(node)) {
            own.text = visible_bytes(text_of(node));
            own.own_text = own.text;
        } else {
            if (is_element(node, GUMBO_TAG_A)) own.link_text = own.text;
            const bool counts = !is_inline_element(node) && own.own_text >= kShortestParagraph &&
                                own.link_text * 2 < own.text;
            if (counts) {
                own.paragraphs += own.own_text;
                const double points = 1 + std::min(own.own_text / 100, 10.0);
                if (node.parent != nullptr) measures[node.parent].score += points;
                if (node.parent != nullptr && node.parent->parent != nullptr) {
                    measures[node.parent->parent].score += points / 2;
                }
            }
        }
        if (&node == &root || node.parent == nullptr) return;
        Measure& parent = measures[node.parent];
        parent.text += own.text;
        parent.link_text += own.link_text;
        parent.paragraphs += own.paragraphs;
        if (!is_element(node) || is_inline_element(node)) parent.own_text += own.own_text;
    };
    walk(
        root, [&](const GumboNode& node) { return !left_out.contains(&node); }, leave);
    return measures;
}

std::unordered_set<const GumboNode*> furniture(const GumboNode& body) {
    std::unordered_set<const GumboNode*> left_out;
    const auto nothing = [](const GumboNode&) {};
    walk(
        body,
        [&](const GumboNode& node) {
            if (!is_never_read(node) && !is_hidden(node)) return true;
            left_out.insert(&node);
            return false;
        },
        nothing);
    Measures measures = measure(body, left_out);
    const double all = measures[&body].text;
    walk(
        body,
        [&](const GumboNode& node) {
            if (left_out.contains(&node)) return false;
            if (&node == &body || !is_element(node)) return true;
            if (!is_furniture_element(node) && !is_page_header(node) && !is_named_furniture(node)) {
                return true;
            }
            if (measures[&node].text * 2 > all) return true;
            left_out.insert(&node);
            return false;
        },
        nothing);
    return left_out;
}

bool is_article_body(const GumboNode& node) {
    return attribute(node, "itemprop").find("articleBody") != std::string_view::npos;
}

bool is_article(const GumboNode& node) {
    return is_element(node, GUMBO_TAG_ARTICLE);
}

bool is_main(const GumboNode& node) {
    return is_element(node, GUMBO_TAG_MAIN) || attribute(node, "role") == "main";
}

/// The element with most text among those that `is_wanted` picks.
template <typename IsWanted>
const GumboNode* longest(const GumboNode& body, const Measures& measures, IsWanted is_wanted) {
    const GumboNode* best = nullptr;
    double most = 0;
    walk(
        body,
        [&](const GumboNode& node) {
            const auto found = measures.find(&node);
            if (found == measures.end()) return false;
            if (is_element(node) && found->second.text > most && is_wanted(node)) {
                best = &node;
                most = found->second.text;
            }
            return true;
        },
        [](const GumboNode&) {});
    return best;
}

/// The element whose paragraphs score highest, and then what is around it as long as the text goes
/// on there: articles are often cut into several <div>.
const GumboNode* densest(const GumboNode& body, Measures& measures) {
    const GumboNode* best = &body;
    double highest = 0;
    walk(
        body,
        [&](const GumboNode& node) {
            const auto found = measures.find(&node);
            if (found == measures.end()) return false;
            const Measure& own = found->second;
            if (own.text == 0) return false;
            const double score = own.score * (1 - own.link_text / own.text);
            if (is_element(node) && score > highest) {
                best = &node;
                highest = score;
            }
            return true;
        },
        [](const GumboNode&) {});
    while (best != &body && best->parent != nullptr) {
        const Measure& around = measures[best->parent];
        if (measures[best].paragraphs >= around.paragraphs * 0.65) break;
        best = best->parent;
    }
    return best;
}

bool is_list_or_table(const GumboNode& node) {
    return is_element(node, GUMBO_TAG_UL) || is_element(node, GUMBO_TAG_OL) ||
           is_element(node, GUMBO_TAG_TABLE) || is_element(node, GUMBO_TAG_DIV);
}

void leave_out_links(const GumboNode& root, const Measures& measures,
                     std::unordered_set<const GumboNode*>& left_out) {
    walk(
        root,
        [&](const GumboNode& node) {
            const auto found = measures.find(&node);
            if (found == measures.end()) return false;
            const Measure& own = found->second;
            const bool is_links = is_list_or_table(node) && own.paragraphs == 0 &&
                                  own.link_text > 0 && own.link_text >= own.text * 0.8;
            if (is_links && &node != &root) left_out.insert(&node);
            return !is_links;
        },
        [](const GumboNode&) {});
}

}  // namespace

ArticleRegion find_article_region(const HtmlPage& page) {
    ArticleRegion region{&page.body(), furniture(page.body())};
    Measures measures = measure(page.body(), region.left_out);
    region.root = densest(page.body(), measures);
    const GumboNode* const by_density = region.root;
    const double enough = measures[region.root].text / 4;
    const GumboNode* marked[] = {longest(page.body(), measures, is_article_body),
                                 longest(page.body(), measures, is_article),
                                 longest(page.body(), measures, is_main)};
    for (const GumboNode* node : marked) {
        // A teaser may be marked as an article, too.
        if (node == nullptr || measures[node].text < enough) continue;
        region.root = node;
        break;
    }
    // Nothing marks where the article begins, so lists of links are as likely the site's.
    if (region.root == by_density) leave_out_links(*region.root, measures, region.left_out);
    return region;
}

ArticleRegion whole_body(const HtmlPage& page) {
    return {&page.body(), furniture(page.body())};
}

}  // namespace kiosque::reading
