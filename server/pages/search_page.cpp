#include "server/pages/search_page.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/pages/address.hpp"
#include "server/pages/chosen_filters.hpp"
#include "server/pages/facet_counts.hpp"
#include "server/pages/facet_panel.hpp"
#include "server/pages/formats.hpp"
#include "server/pages/hit_list.hpp"
#include "server/pages/page_links.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

api::Parameters search_parameters(const SearchState& state) {
    api::Parameters parameters = state.api_parameters();
    parameters.emplace_back("limit", std::to_string(SearchState::kHitsAPage));
    if (state.page > 1) {
        parameters.emplace_back("offset",
                                std::to_string((state.page - 1) * SearchState::kHitsAPage));
    }
    return parameters;
}

/// "12 articles"
std::string count_line(const Visit& visit, std::size_t total) {
    const Text text = total == 0 ? Text::hits_none : total == 1 ? Text::hits_one : Text::hits_many;
    return say(visit.language, text, {format_count(visit.language, total)});
}

/// "12 articles pour vent". The query stands without quotes of ours: it may have its own.
Html count_heading(const Visit& visit, std::size_t total) {
    Html line = Html::text(count_line(visit, total));
    if (!visit.state.query.empty()) {
        line += Html::text(say(visit.language, Text::hits_for));
        line += element("em", {{"lang", "fr"}}, Html::text(visit.state.query));
    }
    return element("h1", {}, line);
}

Html summary(const Visit& visit, const Json& answer, std::size_t total) {
    const Language language = visit.language;
    std::string line = say(language, Text::took,
                           {format_milliseconds(language, answer.at("took_ms").get<double>())});
    const std::size_t pages = page_count(total);
    if (visit.state.page > 1 && visit.state.page <= pages) {
        line +=
            " · " + say(language, Text::page_of,
                        {format_count(language, visit.state.page), format_count(language, pages)});
    }
    Html details = Html::text(line);
    const auto parsed = answer.at("query").at("parsed").get<std::string>();
    if (!parsed.empty() && parsed != visit.state.query) {
        details += Html::text(" · " + say(language, Text::understood_as) + " ");
        details += element("span", {{"class", "parsed"}, {"lang", "fr"}}, Html::text(parsed));
    }
    return {count_heading(visit, total), element("p", {{"class", "summary"}}, details)};
}

Html notice(const std::string& text, const Html& more = {}) {
    return element("p", {{"class", "notice"}, {"role", "status"}}, {Html::text(text), more});
}

/// What a reader can try when nothing was found, as links where there is something to change.
Html advice(const Visit& visit) {
    const Language language = visit.language;
    const SearchState& state = visit.state;
    Html items;
    const auto add = [&](Text text) {
        items += element("li", {}, Html::text(say(language, text)));
    };
    const auto offer = [&](Text text, const SearchState& next) {
        items += element("li", {}, link(search_address(next), Html::text(say(language, text))));
    };
    if (state.has_filters()) offer(Text::empty_without_filters, state.without_filters());
    if (state.query.find('"') != std::string::npos || state.query.find("«") != std::string::npos) {
        SearchState unquoted = state;
        for (const std::string_view quote : {"\"", "«", "»"}) {
            for (auto at = unquoted.query.find(quote); at != std::string::npos;
                 at = unquoted.query.find(quote)) {
                unquoted.query.replace(at, quote.size(), " ");
            }
        }
        offer(Text::empty_without_quotes, unquoted);
    }
    if (!state.match.empty() && state.match != "famille") {
        offer(Text::empty_wider_match, state.with_match(""));
    }
    if (!state.query.empty()) {
        add(Text::empty_check_spelling);
        add(Text::empty_fewer_words);
    }
    SearchState all;
    all.language = state.language;
    offer(Text::empty_all_articles, all);
    return element("div", {{"class", "advice"}},
                   {element("h2", {}, Html::text(say(language, Text::empty_heading))),
                    element("ul", {}, items)});
}

Html results(const Visit& visit, const Json& answer, std::size_t total) {
    const Language language = visit.language;
    const SearchState& state = visit.state;
    const std::size_t pages = page_count(total);
    Html html;
    if (total == 0) {
        html += advice(visit);
    } else if (state.page > pages) {
        const std::string last = format_count(language, pages);
        html += notice(say(language, Text::no_such_page, {last}) + " ",
                       link(search_address(state.with_page(pages)),
                            Html::text(say(language, Text::to_last_page, {last}))));
    } else {
        const bool is_start = state.is_start();
        html += element(
            "h2", {{"id", "results-heading"}, {"class", is_start ? "rubric" : "visually-hidden"}},
            Html::text(say(language, is_start ? Text::newest_heading : Text::results_heading)));
        if (total > 1) html += sort_links(visit);
        html += hit_list(visit, answer.at("hits"));
        html += page_links(visit, total);
    }
    return element("div", {{"class", "results"}}, html);
}

}  // namespace

Document search_page(const api::Service& service, const Visit& visit) {
    const SearchState& state = visit.state;
    const CountedSearch search(service, visit.language, state, search_parameters(state));
    const Json& answer = search.answer();
    const FacetCounts& counts = search.counts();
    const std::size_t total = counts.total;
    Document document;
    document.canonical = search_address(state.without_find());
    document.api_address = address("/v1/search", search_parameters(state));
    document.is_for_robots = state.is_start();
    document.status = total > 0 && state.page > page_count(total) ? 404 : 200;
    if (state.is_start()) {
        document.description = say(visit.language, Text::start_description);
        document.above_search =
            element("h1", {}, Html::text(say(visit.language, Text::start_heading)));
        document.main =
            element("p", {{"class", "hint"}}, Html::text(say(visit.language, Text::search_hint)));
    } else {
        document.title = state.query.empty() ? count_line(visit, total) : state.query;
        document.description =
            count_line(visit, total) +
            (state.query.empty() ? "" : say(visit.language, Text::hits_for) + state.query);
        document.main = summary(visit, answer, total);
    }
    if (total > 0 || !search.is_partial()) document.total = total;
    document.main += chosen_filters(visit, counts.facets);
    if (answer.at("query").at("relaxed").get<bool>()) {
        document.main += notice(say(visit.language, Text::relaxed));
    }
    document.is_partial = search.is_partial();
    if (document.is_partial) {
        document.main += notice(say(visit.language, Text::partial));
    }
    document.main += element("div", {{"class", "columns"}},
                             {facet_panel(visit, counts), results(visit, answer, total)});
    return document;
}

Document wrong_parameter_page(const Visit& visit, const WrongParameter& wrong) {
    const Language language = visit.language;
    const auto explain = [&] {
        if (wrong.is_repeated) return say(language, Text::wrong_repeated, {wrong.name});
        if (wrong.name == "q") return say(language, Text::wrong_query);
        if (wrong.name == "date") return say(language, Text::wrong_date, {wrong.value});
        if (wrong.name == "sort") return say(language, Text::wrong_sort, {wrong.value});
        if (wrong.name == "match") return say(language, Text::wrong_match, {wrong.value});
        if (wrong.name == "page") return say(language, Text::wrong_page, {wrong.value});
        if (wrong.name == "lang") return say(language, Text::wrong_language, {wrong.value});
        return say(language, Text::wrong_facet, {wrong.name + "=" + wrong.value});
    };
    Document document;
    document.status = 400;
    document.title = say(language, Text::wrong_heading);
    document.description = document.title;
    document.main = {
        element("h1", {}, Html::text(document.title)), notice(explain()),
        element("p", {},
                link(search_address(visit.state), Html::text(say(language, Text::go_without_it))))};
    return document;
}

}  // namespace kiosque::server
