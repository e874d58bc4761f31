#include "server/pages/hit_list.hpp"

#include <nlohmann/json.hpp>

#include "server/pages/address.hpp"
#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

/// Date, source, section and author, as far as the article declares them.
Html meta_line(const Visit& visit, const Json& hit) {
    Html line;
    const auto add = [&](const char* name, const Html& content) {
        if (!content.empty()) line += element("span", {{"class", name}}, content);
    };
    const std::string date = text_of(hit, "date");
    if (!date.empty()) add("date", time_element(visit.language, date));
    add("source", Html::text(text_of(hit, "source")));
    const Json& facets = hit.at("facets");
    if (facets.contains("section")) {
        add("section", Html::text(facets.at("section").at(0).get<std::string>()));
    }
    add("author", Html::text(text_of(hit, "author")));
    return line.empty() ? line : element("p", {{"class", "meta"}}, line);
}

Html hit_item(const Visit& visit, const Json& hit) {
    const std::string href =
        address(article_path(text_of(hit, "id")), visit.state.page_parameters());
    Html title = Html::trusted(text_of(hit, "title_html"));
    if (title.empty()) title = Html::text(say(visit.language, Text::untitled));
    const Html snippet = Html::trusted(text_of(hit, "snippet_html"));
    return element(
        "li", {},
        element("article", {{"class", "hit"}, {"lang", "fr"}},
                {element("h3", {}, link(href, title)), meta_line(visit, hit),
                 snippet.empty() ? Html() : element("p", {{"class", "snippet"}}, snippet)}));
}

}  // namespace

Html hit_list(const Visit& visit, const Json& hits) {
    Html items;
    for (const auto& hit : hits) items += hit_item(visit, hit);
    const std::string first = std::to_string((visit.state.page - 1) * SearchState::kHitsAPage + 1);
    return element(
        "ol", {{"class", "hits"}, {"start", first}, {"aria-labelledby", "results-heading"}}, items);
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Html time_element(Language language, const std::string& iso) {
    return element("time", {{"datetime", iso}, {"lang", std::string(code_of(language))}},
                   Html::text(long_date(language, iso)));
}

}  // namespace kiosque::server
