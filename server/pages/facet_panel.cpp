#include "server/pages/facet_panel.hpp"

#include <array>
#include <string_view>

#include "server/pages/date_chart.hpp"
#include "server/pages/texts.hpp"
#include "server/pages/value_group.hpp"

namespace kiosque::server {
namespace {

struct MatchChoice {
    std::string_view value;
    Text text;
};
constexpr std::array<MatchChoice, 3> kMatchChoices = {{{"famille", Text::match_family},
                                                       {"flexion", Text::match_inflected},
                                                       {"exact", Text::match_exact}}};

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
    return panel_group("match-group", say(visit.language, Text::facet_match),
                       element("ul", {{"class", "one-of"}}, items));
}

}  // namespace

Html facet_panel(const Visit& visit, const FacetCounts& counts) {
    Html groups = date_chart(visit, counts);
    for (const auto& facet : counts.facets) groups += value_group(visit, facet, counts);
    if (!visit.state.query.empty()) groups += match_group(visit);
    if (groups.empty()) return {};
    const SearchState& state = visit.state;
    const std::size_t chosen =
        state.only.size() + state.without.size() + (state.date.empty() ? 0 : 1);
    const std::string summary =
        chosen == 0 ? say(visit.language, Text::filters_heading)
                    : say(visit.language, Text::filters_with_count, {std::to_string(chosen)});
    // Closed on a small screen, unless the reader is at work there; on a wide one the style sheet
    // shows what is inside.
    const Attributes fold = counts.found ? Attributes{{"open", ""}} : Attributes{};
    return element(
        "nav", {{"class", "filters"}, {"aria-labelledby", "filters-heading"}},
        {element("h2", {{"id", "filters-heading"}, {"class", "visually-hidden"}},
                 Html::text(say(visit.language, Text::filters_heading))),
         element("details", fold, {element("summary", {}, Html::text(summary)), groups})});
}

}  // namespace kiosque::server
