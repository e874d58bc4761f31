#include "reading/html_metadata.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "reading/cleaning/lines.hpp"
#include "reading/cleaning/title.hpp"
#include "reading/declared_fields.hpp"
#include "reading/encoding.hpp"
#include "text/dates.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

/// What is said about a page in the elements that have no text of the article.
struct Declarations {
    std::vector<std::pair<std::string, std::string>> metas;  ///< lower-case name, content
    std::string title;
    std::string canonical_url;
    std::string language;
    std::vector<std::string> headings;  ///< every <h1>
    std::vector<std::string> times;     ///< every <time datetime>, those marked as published first

    /// The content of the first of `names` that the page has.
    std::string meta(std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names) {
            for (const auto& [key, content] : metas) {
                if (key == name && !content.empty()) return content;
            }
        }
        return {};
    }

    std::vector<std::string> every_meta(std::string_view name) const {
        std::vector<std::string> found;
        for (const auto& [key, content] : metas) {
            if (key == name && !content.empty()) found.push_back(content);
        }
        return found;
    }
};

std::string line_of(std::string_view value) {
    return one_line(plain_text(value));
}

void meet_meta(const GumboNode& node, Declarations& page) {
    const std::string content = line_of(attribute(node, "content"));
    for (const char* name : {"property", "name", "itemprop", "http-equiv"}) {
        const std::string key = text::to_lower(trim(attribute(node, name)));
        if (!key.empty()) page.metas.emplace_back(key, content);
    }
}

void meet_time(const GumboNode& node, Declarations& page) {
    std::string datetime = line_of(attribute(node, "datetime"));
    if (datetime.empty()) return;
    const bool is_published =
        has_attribute(node, "pubdate") || attribute(node, "itemprop") == "datePublished";
    page.times.insert(is_published ? page.times.begin() : page.times.end(), std::move(datetime));
}

bool is_in_svg(const GumboNode& node) {
    return node.parent != nullptr && is_element(*node.parent, GUMBO_TAG_SVG);
}

Declarations declarations_of(const HtmlPage& html) {
    Declarations page;
    page.language = line_of(attribute(html.root(), "lang"));
    if (page.language.empty()) page.language = line_of(attribute(html.root(), "xml:lang"));
    walk(
        html.root(),
        [&](const GumboNode& node) {
            if (!is_element(node)) return false;
            switch (node.v.element.tag) {
                case GUMBO_TAG_META:
                    meet_meta(node, page);
                    break;
                case GUMBO_TAG_TIME:
                    meet_time(node, page);
                    break;
                case GUMBO_TAG_H1:
                    page.headings.push_back(inner_text(node));
                    break;
                case GUMBO_TAG_TITLE:
                    if (page.title.empty() && !is_in_svg(node)) page.title = inner_text(node);
                    break;
                case GUMBO_TAG_LINK:
                    if (text::to_lower(attribute(node, "rel")) == "canonical") {
                        page.canonical_url = line_of(attribute(node, "href"));
                    }
                    break;
                default:
                    break;
            }
            return true;
        },
        [](const GumboNode&) {});
    std::erase(page.headings, std::string());
    return page;
}

void fill(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

void take_title(const Declarations& page, ReadArticle& read) {
    const std::string site = page.meta({"og:site_name", "application-name"});
    const auto choose = [&](const std::string& title, const char* from) {
        if (!read.article.title.empty() || title.empty()) return;
        read.article.title = without_site_name(title, site, page.headings);
        read.title_from = from;
    };
    choose(page.meta({"og:title"}), "OpenGraph");
    choose(page.meta({"dc.title", "dcterms.title", "twitter:title", "headline"}), "meta");
    choose(page.title, "title element");
    if (!page.headings.empty()) choose(page.headings.front(), "h1");
}

std::vector<std::string> authors_of(const Declarations& page) {
    for (const std::string_view name :
         {"article:author", "author", "dc.creator", "dcterms.creator", "twitter:creator"}) {
        std::vector<std::string> authors = page.every_meta(name);
        std::erase_if(authors, [](const std::string& author) {
            return author.find("://") != std::string::npos || author.starts_with('@');
        });
        if (!authors.empty()) return authors;
    }
    return {};
}

/// "fr_FR", as OpenGraph writes it, is "fr-FR" elsewhere.
std::string language_tag(std::string locale) {
    std::ranges::replace(locale, '_', '-');
    return locale;
}

void take_dates(const Declarations& page, ReadArticle& read) {
    for (const char* name :
         {"article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
          "dcterms.created", "dcterms.issued", "dc.date", "date", "pubdate", "publishdate",
          "publication_date", "sailthru.date"}) {
        take_date(page.meta({name}), read);
    }
    for (const std::string& time : page.times) {
        // A <time> may also be an hour or a duration; that is nothing to warn of.
        if (!read.article.date) read.article.date = text::parse_article_date(time);
    }
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site_name,
                              const std::vector<std::string>& headings) {
    const auto is_heading = [&](std::string_view part) {
        return std::ranges::any_of(
            headings, [&](const std::string& heading) { return is_same_title(heading, part); });
    };
    if (is_heading(title)) return std::string(title);
    for (const std::string_view separator :
         {" | ", " - ", " – ", " — ", " » ", " : ", " :: ", " • ", " · "}) {
        for (std::size_t at = title.rfind(separator); at != std::string_view::npos && at > 0;
             at = title.rfind(separator, at - 1)) {
            const std::string_view before = trim(title.substr(0, at));
            const std::string_view behind = trim(title.substr(at + separator.size()));
            if (before.empty() || behind.empty()) continue;
            const bool names_site = !site_name.empty() && is_same_title(behind, site_name);
            if (names_site || is_heading(before)) return std::string(before);
            const bool site_first = !site_name.empty() && is_same_title(before, site_name);
            if (site_first || is_heading(behind)) return std::string(behind);
        }
    }
    return std::string(title);
}

void take_page_metadata(const HtmlPage& html, ReadArticle& read) {
    const Declarations page = declarations_of(html);
    Article& article = read.article;
    take_title(page, read);
    take_dates(page, read);
    take_url(page.canonical_url, read);
    take_url(page.meta({"og:url"}), read);
    fill(article.description,
         page.meta({"og:description", "description", "dc.description", "twitter:description"}));
    fill(article.source, page.meta({"og:site_name", "dc.publisher", "application-name"}));
    fill(article.section, page.meta({"article:section", "section"}));
    fill(article.language, page.language);
    fill(article.language,
         language_tag(page.meta({"og:locale", "content-language", "dc.language"})));
    if (article.authors.empty()) article.authors = authors_of(page);
    if (article.tags.empty()) article.tags = page.every_meta("article:tag");
    if (article.tags.empty())
        article.tags = split_tags(page.meta({"keywords", "news_keywords", "dc.subject"}));
    for (const auto& [name, content] : page.metas) {
        const bool is_of_a_vocabulary = name.find_first_of(":.") != std::string::npos;
        if (!is_of_a_vocabulary && !field_named(name)) take_more(name, content, article);
    }
}

}  // namespace kiosque::reading
