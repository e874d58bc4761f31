#include "server/pages/facet_panel.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

struct ShownFacet {
    std::string_view name;    ///< in the contract
    std::string_view option;  ///< behind the colon: how many values, or the step of dates
    Text heading;
};
constexpr std::array<ShownFacet, 5> kFacets = {{
    {"section", "40", Text::facet_section},
    {"date", "year", Text::facet_year},
    {"source", "40", Text::facet_source},
    {"auteur", "40", Text::facet_author},
    {"tags", "40", Text::facet_tags},
}};
constexpr std::string_view kDateFacet = "date";
constexpr std::size_t kShownValues = 6;  ///< more stand behind "12 de plus"

struct MatchChoice {
    std::string_view value;
    Text text;
};
constexpr std::array<MatchChoice, 3> kMatchChoices = {{{"famille", Text::match_family},
                                                       {"flexion", Text::match_inflected},
                                                       {"exact", Text::match_exact}}};

/// A value to choose, or to take back when it is chosen.
struct Choice {
    std::string label;
    std::size_t count = 0;
    bool is_chosen = false;
    SearchState next;
};

std::vector<Choice> choices_of(const Visit& visit, const std::string& facet, const Json& values) {
    std::vector<Choice> choices;
    for (const auto& row : values) {
        Choice choice;
        choice.label = row.at("value").get<std::string>();
        choice.count = row.at("count").get<std::size_t>();
        if (facet == kDateFacet) {
            choice.is_chosen = visit.state.date == choice.label;
            choice.next = visit.state.with_date(choice.is_chosen ? "" : choice.label);
        } else {
            choice.is_chosen = visit.state.has(facet, choice.label);
            choice.next = visit.state.with_toggled(facet, choice.label);
        }
        choices.push_back(std::move(choice));
    }
    if (facet == kDateFacet) std::reverse(choices.begin(), choices.end());  // the newest year first
    return choices;
}

Html choice_item(const Visit& visit, const Choice& choice) {
    Html content = element("span", {{"class", "value"}}, Html::text(choice.label));
    content += Html::text(" ");
    content += element("span", {{"class", "count"}},
                       Html::text(format_count(visit.language, choice.count)));
    Attributes more = {{"rel", "nofollow"}};
    if (choice.is_chosen) {
        more.emplace_back("aria-current", "true");
        content += hidden(say(visit.language, Text::is_chosen));
    }
    return element("li", {}, link(search_address(choice.next), content, more));
}

Html group(const std::string& heading, const Html& content) {
    return element("section", {{"class", "facet"}},
                   {element("h3", {}, Html::text(heading)), content});
}

Html choice_group(const Visit& visit, const std::string& heading,
                  const std::vector<Choice>& choices) {
    Html first;
    Html more;
    bool is_chosen_behind = false;
    // One value too many is shown at once rather than hidden behind a line of its own.
    const std::size_t shown = choices.size() == kShownValues + 1 ? choices.size() : kShownValues;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        (i < shown ? first : more) += choice_item(visit, choices[i]);
        is_chosen_behind = is_chosen_behind || (i >= shown && choices[i].is_chosen);
    }
    Html content = element("ul", {}, first);
    if (!more.empty()) {
        const std::string rest = format_count(visit.language, choices.size() - shown);
        content += element(
            "details",
            is_chosen_behind ? Attributes{{"class", "more"}, {"open", ""}}
                             : Attributes{{"class", "more"}},
            {element("summary", {}, Html::text(say(visit.language, Text::show_more, {rest}))),
             element("ul", {}, more)});
    }
    return group(heading, content);
}

Html match_group(const Visit& visit) {
    const std::string current = visit.state.match.empty() ? "famille" : visit.state.match;
    Html items;
    for (const auto& [value, text] : kMatchChoices) {
        const std::string level(value);
        Attributes more = {{"rel", "nofollow"}};
        if (level == current) more.emplace_back("aria-current", "true");
        items += element(
            "li", {},
            link(search_address(visit.state.with_match(level == "famille" ? "" : level)),
                 element("span", {{"class", "value"}}, Html::text(say(visit.language, text))),
                 more));
    }
    return group(say(visit.language, Text::facet_match),
                 element("ul", {{"class", "one-of"}}, items));
}

Html chip(const Visit& visit, const SearchState& next, const std::string& label) {
    return element("li", {},
                   link(search_address(next),
                        {hidden(say(visit.language, Text::remove_filter)), Html::text(label)},
                        {{"rel", "nofollow"}}));
}

std::string heading_of(const Visit& visit, const std::string& facet) {
    const auto found = std::find_if(kFacets.begin(), kFacets.end(),
                                    [&](const auto& row) { return row.name == facet; });
    return found == kFacets.end() ? facet : say(visit.language, found->heading);
}

std::string colon(const Visit& visit) {
    return visit.language == Language::french ? "\u00a0: " : ": ";
}

}  // namespace

std::string wanted_facets() {
    std::string list;
    for (const auto& facet : kFacets) {
        if (!list.empty()) list += ",";
        list.append(facet.name).append(":").append(facet.option);
    }
    return list;
}

Html facet_panel(const Visit& visit, const Json& facets) {
    Html groups;
    for (const auto& [name, option, heading] : kFacets) {
        const auto values = facets.find(std::string(name));
        if (values == facets.end() || values->empty()) continue;
        groups += choice_group(visit, say(visit.language, heading),
                               choices_of(visit, std::string(name), *values));
    }
    if (!visit.state.query.empty()) groups += match_group(visit);
    if (groups.empty()) return {};
    const SearchState& state = visit.state;
    const std::size_t chosen =
        state.only.size() + state.without.size() + (state.date.empty() ? 0 : 1);
    const std::string summary =
        chosen == 0 ? say(visit.language, Text::filters_heading)
                    : say(visit.language, Text::filters_with_count, {std::to_string(chosen)});
    // Closed on a small screen; on a wide one the style sheet shows what is inside.
    return element("nav", {{"class", "filters"}, {"aria-labelledby", "filters-heading"}},
                   {element("h2", {{"id", "filters-heading"}, {"class", "visually-hidden"}},
                            Html::text(say(visit.language, Text::filters_heading))),
                    element("details", {}, {element("summary", {}, Html::text(summary)), groups})});
}

Html chosen_filters(const Visit& visit) {
    const SearchState& state = visit.state;
    if (!state.has_filters()) return {};
    Html chips;
    for (const auto& [facet, value] : state.only) {
        chips += chip(visit, state.with_toggled(facet, value),
                      heading_of(visit, facet) + colon(visit) + value);
    }
    for (const auto& [facet, value] : state.without) {
        chips += chip(visit, state.without_exclusion(facet, value),
                      heading_of(visit, facet) + " " + say(visit.language, Text::except) +
                          colon(visit) + value);
    }
    if (!state.date.empty()) {
        chips += chip(visit, state.with_date(""),
                      say(visit.language, Text::facet_date) + colon(visit) +
                          long_period(visit.language, state.date));
    }
    chips += element("li", {{"class", "all"}},
                     link(search_address(state.without_filters()),
                          Html::text(say(visit.language, Text::remove_all_filters))));
    return element("nav",
                   {{"class", "chips"}, {"aria-label", say(visit.language, Text::chosen_heading)}},
                   element("ul", {}, chips));
}

}  // namespace kiosque::server
