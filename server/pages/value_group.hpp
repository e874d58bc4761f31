#pragma once

#include "server/pages/facet_counts.hpp"
#include "server/pages/layout.hpp"

namespace kiosque::server {

/// A group of the panel: its heading over `content`.
Html panel_group(const std::string& id, const std::string& heading, const Html& content);

/// The values of a facet as links that choose one or take it back, with a box to search among them
/// where there are many. Nothing when there is no choice: no value, or one that all articles have.
Html value_group(const Visit& visit, const ShownFacet& facet, const FacetCounts& counts);

}  // namespace kiosque::server
