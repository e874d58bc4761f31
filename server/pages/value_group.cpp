#include "server/pages/value_group.hpp"

#include <algorithm>
#include <cstdlib>

#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"
#include "server/pages/value_tree.hpp"

namespace kiosque::server {
namespace {

constexpr std::size_t kShownValues = 6;     ///< more stand behind "12 de plus"
constexpr std::size_t kValuesInSight = 20;  ///< from so many on, the search box is not hidden there
constexpr const char* kGroupId = "facet-";

/// The values to show: those that are chosen first, even when the counts do not list them. Numbers
/// stand in their own order, but for years, where the most frequent ones are wanted; days with the
/// newest first.
std::vector<Choice> choices_of(const Visit& visit, const ShownFacet& facet,
                               const std::vector<CountedValue>& values) {
    std::vector<Choice> choices;
    for (const auto& [name, value] : visit.state.only) {
        const auto is_it = [&, chosen = value](const auto& row) { return row.value == chosen; };
        if (name == facet.name && std::none_of(values.begin(), values.end(), is_it)) {
            choices.push_back({value, 0, true});
        }
    }
    for (const auto& row : values) {
        const bool is_chosen = visit.state.has(facet.name, row.value);
        if (row.count > 0 || is_chosen) choices.push_back({row.value, row.count, is_chosen});
    }
    if (facet.kind == ShownFacet::Kind::number) {
        std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
            return std::strtod(a.value.c_str(), nullptr) < std::strtod(b.value.c_str(), nullptr);
        });
    }
    if (facet.kind == ShownFacet::Kind::date) std::reverse(choices.begin(), choices.end());
    std::stable_partition(choices.begin(), choices.end(),
                          [](const auto& c) { return c.is_chosen; });
    return choices;
}

/// A form without script: the state travels in hidden fields, the anchor brings the reader back.
Html find_form(const Visit& visit, const ShownFacet& facet) {
    const bool is_here = visit.state.find_facet == facet.name;
    const std::string name = "find." + facet.name;
    const std::string label = say(visit.language, Text::find_label, {facet.heading});
    Html fields =
        void_element("input", {{"type", "search"},
                               {"name", name},
                               {"value", is_here ? visit.state.find_text : ""},
                               {"maxlength", "100"},
                               {"autocomplete", "off"},
                               {"aria-label", label},
                               {"placeholder", say(visit.language, Text::search_button)}});
    fields +=
        element("button", {{"type", "submit"}}, Html::text(say(visit.language, Text::find_button)));
    for (const auto& [key, value] : visit.state.without_find().page_parameters()) {
        fields += void_element("input", {{"type", "hidden"}, {"name", key}, {"value", value}});
    }
    return element("form",
                   {{"class", "find"},
                    {"action", std::string("/#") + kGroupId + facet.name},
                    {"method", "get"}},
                   fields);
}

Html choice_list(const Visit& visit, const ShownFacet& facet, const std::vector<Choice>& choices) {
    Html items;
    for (const auto& choice : choices) {
        items += element("li", {}, choice_link(visit, facet, choice));
    }
    return element("ul", {}, items);
}

/// What a search among the values has found, all of it in sight.
Html found_list(const Visit& visit, const ShownFacet& facet, const FoundValues& found) {
    const Language language = visit.language;
    Html html;
    std::vector<Choice> choices;
    for (const auto& [value, count] : found.values) {
        choices.push_back({value, count, visit.state.has(facet.name, value)});
    }
    if (choices.empty()) {
        html += element("p", {{"class", "none"}, {"role", "status"}},
                        Html::text(say(language, Text::find_none)));
    } else {
        html += choice_list(visit, facet, choices);
    }
    if (found.total > choices.size()) {
        html += element("p", {{"class", "none"}},
                        Html::text(say(language, Text::find_rest,
                                       {format_count(language, found.total - choices.size())})));
    }
    html += element("p", {{"class", "end"}},
                    link(search_address(visit.state.without_find()) + "#" + kGroupId + facet.name,
                         Html::text(say(language, Text::find_end)), {{"rel", "nofollow"}}));
    return html;
}

/// The first values, and the others in a fold with the search box, which comes out of it when the
/// fold is too long to look for it there.
Html folded_list(const Visit& visit, const ShownFacet& facet, const std::vector<Choice>& choices) {
    const auto chosen = static_cast<std::size_t>(std::count_if(
        choices.begin(), choices.end(), [](const auto& choice) { return choice.is_chosen; }));
    const std::size_t shown = std::max(kShownValues, chosen);
    // One value too many is shown at once rather than hidden behind a line of its own.
    if (choices.size() <= shown + 1) return choice_list(visit, facet, choices);
    const auto middle = choices.begin() + static_cast<std::ptrdiff_t>(shown);
    const bool is_long = choices.size() >= kValuesInSight;
    // Steps are no values that begin with something.
    const bool has_steps =
        facet.kind == ShownFacet::Kind::number || facet.kind == ShownFacet::Kind::date;
    const Html form = has_steps ? Html() : find_form(visit, facet);
    const std::string rest = format_count(visit.language, choices.size() - shown);
    Html fold = element("summary", {}, Html::text(say(visit.language, Text::show_more, {rest})));
    if (!is_long) fold += form;
    fold += choice_list(visit, facet, {middle, choices.end()});
    if (choices.size() >= FacetCounts::kMostValues) {
        fold +=
            element("p", {{"class", "none"}}, Html::text(say(visit.language, Text::list_is_cut)));
    }
    return {is_long ? form : Html(), choice_list(visit, facet, {choices.begin(), middle}),
            element("details", {{"class", "more"}}, fold)};
}

}  // namespace

Html panel_group(const std::string& id, const std::string& heading, const Html& content) {
    return element("section", {{"class", "facet"}, {"id", id}},
                   {element("h3", {}, Html::text(heading)), content});
}

Html value_group(const Visit& visit, const ShownFacet& facet, const FacetCounts& counts) {
    const std::string id = kGroupId + facet.name;
    if (counts.found && visit.state.find_facet == facet.name) {
        return panel_group(id, facet.heading,
                           {find_form(visit, facet), found_list(visit, facet, *counts.found)});
    }
    const auto values = counts.values.find(facet.name);
    if (values == counts.values.end()) return {};
    const auto choices = choices_of(visit, facet, values->second);
    if (choices.empty()) return {};
    // Choosing what all articles have changes nothing.
    const bool is_no_choice =
        choices.size() == 1 && !choices[0].is_chosen && choices[0].count == counts.total;
    if (is_no_choice) return {};
    if (!is_tree(facet, choices)) {
        return panel_group(id, facet.heading, folded_list(visit, facet, choices));
    }
    return panel_group(id, facet.heading,
                       {choices.size() >= kValuesInSight ? find_form(visit, facet) : Html(),
                        value_tree(visit, facet, choices)});
}

}  // namespace kiosque::server
