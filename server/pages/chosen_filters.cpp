#include "server/pages/chosen_filters.hpp"

#include "server/pages/formats.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

Html chip(const Visit& visit, const SearchState& next, const std::string& label) {
    return element("li", {},
                   link(search_address(next),
                        {hidden(say(visit.language, Text::remove_filter)), Html::text(label)},
                        {{"rel", "nofollow"}}));
}

std::string labelled(const Visit& visit, const std::string& heading, const std::string& value) {
    return say(visit.language, Text::chip, {heading, value});
}

}  // namespace

Html chosen_filters(const Visit& visit, const std::vector<ShownFacet>& facets) {
    const SearchState& state = visit.state;
    if (!state.has_filters()) return {};
    const Language language = visit.language;
    const auto heading_of = [&](const std::string& name) {
        const ShownFacet* facet = find_facet(facets, name);
        return facet == nullptr ? name : facet->heading;
    };
    const auto label_of = [&](const std::string& name, const std::string& value) {
        const ShownFacet* facet = find_facet(facets, name);
        return facet == nullptr ? value : value_label(language, facet->kind, value);
    };
    Html chips;
    for (const auto& [name, value] : state.only) {
        chips += chip(visit, state.with_toggled(name, value),
                      labelled(visit, heading_of(name), label_of(name, value)));
    }
    for (const auto& [name, value] : state.without) {
        chips += chip(visit, state.without_exclusion(name, value),
                      labelled(visit, heading_of(name) + " " + say(language, Text::except),
                               label_of(name, value)));
    }
    if (!state.date.empty()) {
        chips += chip(
            visit, state.with_date(""),
            labelled(visit, say(language, Text::facet_date), long_period(language, state.date)));
    }
    chips += element("li", {{"class", "all"}},
                     link(search_address(state.without_filters()),
                          Html::text(say(language, Text::remove_all_filters))));
    return element("nav", {{"class", "chips"}, {"aria-label", say(language, Text::chosen_heading)}},
                   element("ul", {}, chips));
}

}  // namespace kiosque::server
