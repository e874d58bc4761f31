#pragma once

#include <string_view>
#include <vector>

#include "api/parameter_reader.hpp"
#include "api/parameters.hpp"

namespace kiosque::api {

inline constexpr Choices<search::FacetOrder, 2> kFacetOrders = {
    {{"count", search::FacetOrder::count}, {"name", search::FacetOrder::name}}};

/// The filters behind a prefix (`f.`, `not.`), a row a facet.
std::vector<search::FacetFilter> read_filters(ParameterReader& reader, std::string_view prefix,
                                              const Facets& facets);

/// `facets`: names of facets, separated by commas, each with options behind colons: "theme",
/// "pays:20", "auteur:name", "date:month:by=source", "prix:step=10", "prix:0..10:10..50".
std::vector<search::FacetRequest> read_facets(ParameterReader& reader, const Facets& facets);

/// What `/v1/facets` counts when nothing is named: ten values of each facet, days by year.
std::vector<search::FacetRequest> every_facet(const Facets& facets);

}  // namespace kiosque::api
