#include "server/pages/article_page.hpp"

#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "server/pages/address.hpp"
#include "server/pages/hit_list.hpp"
#include "server/pages/marked_text.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDescriptionBytes = 200;

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
Html facet_link(const Visit& visit, const std::string& facet, const std::string& value) {
    SearchState all;
    all.language = visit.state.language;
    return link(search_address(all.with_toggled(facet, value)), Html::text(value));
}

Html meta_line(const Visit& visit, const Json& article) {
    Html line;
    const std::string date = text_of(article, "date");
    if (!date.empty()) {
        line += element("span", {{"class", "date"}}, time_element(visit.language, date));
    }
    const auto add = [&](const char* name, const char* facet, const std::string& value) {
        if (value.empty()) return;
        line += element("span", {{"class", name}}, facet_link(visit, facet, value));
    };
    add("source", "source", text_of(article, "source"));
    add("section", "section", text_of(article, "section"));
    for (const auto& author : article.at("authors")) {
        add("author", "auteur", author.get<std::string>());
    }
    return line.empty() ? line : element("p", {{"class", "meta"}}, line);
}

Html about(const Visit& visit, const Json& article) {
    Html html;
    const std::string url = text_of(article, "url");
    if (is_web_address(url)) {
        const std::size_t host = url.find("://") + 3;
        const std::string name = url.substr(host, url.find_first_of("/?#", host) - host);
        html += element("p", {{"class", "original"}},
                        link(url, Html::text(say(visit.language, Text::read_original, {name})),
                             {{"rel", "noopener external"}}));
    }
    Html tags;
    for (const auto& tag : article.at("tags")) {
        tags += element("li", {}, facet_link(visit, "tags", tag.get<std::string>()));
    }
    if (!tags.empty()) {
        html += element("h3", {}, Html::text(say(visit.language, Text::facet_tags)));
        html += element("ul", {{"class", "tags"}, {"lang", "fr"}}, tags);
    }
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
        about(visit, article),
    };
    return document;
}

}  // namespace kiosque::server
