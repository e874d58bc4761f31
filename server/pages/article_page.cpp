#include "server/pages/article_page.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "server/pages/address.hpp"
#include "server/pages/hit_list.hpp"
#include "server/pages/marked_text.hpp"
#include "server/pages/shown_facet.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDescriptionBytes = 200;
constexpr std::array<std::string_view, 3> kInMetaLine = {"source", "section", "auteur"};

Json ask(const api::Service& service, const std::string& path, const api::Parameters& parameters) {
    api::Request request;
    request.path = path;
    request.parameters = parameters;
    return service.answer(request);
}

/// Where the query's words stand. The contract shows them in passages, ten of a thousand characters
/// at most: a longer article is marked where it answers best.
Json passages(const api::Service& service, const SearchState& state, const std::string& id) {
    api::Parameters parameters = {
        {"id", id}, {"q", state.query}, {"fragments", "10"}, {"length", "1000"}};
    if (!state.match.empty()) parameters.emplace_back("match", state.match);
    return ask(service, "/v1/snippet", parameters);
}

std::vector<MarkedRange> ranges_of(const Json& passages) {
    std::vector<MarkedRange> ranges;
    for (const auto& fragment : passages.at("fragments")) {
        for (const auto& range : fragment.at("highlights")) {
            ranges.push_back(
                {range.at("begin").get<std::size_t>(), range.at("end").get<std::size_t>()});
        }
    }
    return ranges;
}

/// A link to all articles that share a facet value, and nothing else of the search.
Html facet_link(const Visit& visit, const std::string& facet, const std::string& value,
                const std::string& label) {
    SearchState all;
    all.language = visit.state.language;
    return link(search_address(all.with_toggled(facet, value)), Html::text(label));
}

Html meta_line(const Visit& visit, const Json& article) {
    Html line;
    const std::string date = text_of(article, "date");
    if (!date.empty()) {
        line += element("span", {{"class", "date"}}, time_element(visit.language, date));
    }
    const auto add = [&](const char* name, const char* facet, const std::string& value) {
        if (value.empty()) return;
        line += element("span", {{"class", name}}, facet_link(visit, facet, value, value));
    };
    add("source", "source", text_of(article, "source"));
    add("section", "section", text_of(article, "section"));
    for (const auto& author : article.at("authors")) {
        add("author", "auteur", author.get<std::string>());
    }
    return line.empty() ? line : element("p", {{"class", "meta"}}, line);
}

/// What the article is about, each value a link to all articles that share it. What the line below
/// the title says stands there.
Html facet_groups(const Visit& visit, const std::vector<ShownFacet>& facets, const Json& article) {
    const Json& values = article.at("facets");
    Html groups;
    for (const auto& facet : facets) {
        const bool is_said =
            std::find(kInMetaLine.begin(), kInMetaLine.end(), facet.name) != kInMetaLine.end();
        if (is_said || !values.contains(facet.name)) continue;
        Html links;
        for (const auto& value : values.at(facet.name)) {
            const auto text = value.get<std::string>();
            links += element(
                "li", {},
                facet_link(visit, facet.name, text, value_label(visit.language, facet.kind, text)));
        }
        groups += element("h3", {}, Html::text(facet.heading));
        groups += element("ul", {{"class", "tags"}, {"lang", "fr"}}, links);
    }
    return groups;
}

Html about(const Visit& visit, const std::vector<ShownFacet>& facets, const Json& article) {
    Html html;
    const std::string url = text_of(article, "url");
    if (is_web_address(url)) {
        const std::size_t host = url.find("://") + 3;
        const std::string name = url.substr(host, url.find_first_of("/?#", host) - host);
        html += element("p", {{"class", "original"}},
                        link(url, Html::text(say(visit.language, Text::read_original, {name})),
                             {{"rel", "noopener external"}}));
    }
    html += facet_groups(visit, facets, article);
    if (html.empty()) return html;
    return element("aside", {{"class", "about"}, {"aria-labelledby", "about-heading"}},
                   {element("h2", {{"id", "about-heading"}, {"class", "visually-hidden"}},
                            Html::text(say(visit.language, Text::about_heading))),
                    html});
}

Html back_link(const Visit& visit) {
    const bool has_results = !visit.state.is_start();
    const Text text = has_results ? Text::back_to_results : Text::back_to_search;
    return element("p", {{"class", "back"}},
                   link(search_address(visit.state), Html::text(say(visit.language, text))));
}

std::string opening_of(const Json& article) {
    const std::string declared = text_of(article, "description");
    const std::string text = declared.empty() ? text_of(article, "body") : declared;
    std::string cut(cut_utf8(text.substr(0, text.find("\n\n")), kDescriptionBytes));
    if (cut.size() >= kDescriptionBytes - 4) cut = cut.substr(0, cut.rfind(' ')) + " …";
    return cut;
}

}  // namespace

Document article_page(const api::Service& service, const Visit& visit, const std::string& id) {
    const Json article = ask(service, "/v1/articles/" + id, {});
    std::string title = text_of(article, "title");
    if (title.empty()) title = say(visit.language, Text::untitled);
    Html marked_title = Html::text(title);
    std::vector<MarkedRange> marks;
    if (!visit.state.query.empty()) {
        const Json found = passages(service, visit.state, id);
        // Another generation may have been published in between, whose places are elsewhere.
        if (found.at("generation") == article.at("generation")) {
            marks = ranges_of(found);
            const std::string marked = text_of(found, "title_html");
            if (!marked.empty()) marked_title = Html::trusted(marked);
        }
    }
    const std::string declared_language = text_of(article, "language");
    const std::string language = declared_language.empty() ? "fr" : declared_language;
    const std::string description = text_of(article, "description");

    Document document;
    document.title = title;
    document.description = opening_of(article);
    document.canonical = visit.path;
    document.api_address = article_api_path(id);
    document.is_for_robots = true;
    document.main = {
        back_link(visit),
        element("article", {{"class", "reading"}, {"lang", language}},
                {element("h1", {}, marked_title), meta_line(visit, article),
                 description.empty() ? Html()
                                     : element("p", {{"class", "lead"}}, Html::text(description)),
                 element("div", {{"class", "body"}},
                         marked_paragraphs(text_of(article, "body"), std::move(marks)))}),
        about(visit, shown_facets(visit.language, ask(service, "/v1/stats", {})), article),
    };
    return document;
}

}  // namespace kiosque::server
