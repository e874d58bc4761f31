#pragma once

#include "server/pages/facet_counts.hpp"
#include "server/pages/layout.hpp"

namespace kiosque::server {

/// The filters beside the results: the chart of dates, a group a facet, the width of the match.
Html facet_panel(const Visit& visit, const FacetCounts& counts);

}  // namespace kiosque::server
