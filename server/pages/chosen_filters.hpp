#pragma once

#include <vector>

#include "server/pages/layout.hpp"
#include "server/pages/shown_facet.hpp"

namespace kiosque::server {

/// What has been chosen, each a link that takes it off; nothing when there is none.
Html chosen_filters(const Visit& visit, const std::vector<ShownFacet>& facets);

}  // namespace kiosque::server
