#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "server/pages/layout.hpp"

namespace kiosque::server {

/// The facets that the page shows, as the contract's `facets` takes them.
std::string wanted_facets();

/// The counts of a search answer as links that choose a value or take it back.
Html facet_panel(const Visit& visit, const nlohmann::ordered_json& facets);

/// What has been chosen, each a link that takes it off; nothing when there is none.
Html chosen_filters(const Visit& visit);

}  // namespace kiosque::server
