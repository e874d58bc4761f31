#pragma once

#include "server/pages/facet_counts.hpp"
#include "server/pages/layout.hpp"

namespace kiosque::server {

/// The group of dates: bars that lead into a period, the same figures as a table, and the way back
/// out of the period that was chosen. Nothing when there are not two periods to compare.
Html date_chart(const Visit& visit, const FacetCounts& counts);

}  // namespace kiosque::server
