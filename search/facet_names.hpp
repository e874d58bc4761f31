#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/facet.hpp"

namespace kiosque::search {

using index::FacetDefinition;
using index::FacetKind;
using index::name_of;
using index::read_number;

inline constexpr std::string_view kDateFacetName = index::kDateFacet;

/// Days are counted as a facet, but filtered by the parameter `date`.
enum class DateFacet { allowed, refused };

/// The facet of that name, of an index with `facets`; the one of dates is of kind `date`. Throws
/// Error(invalid_parameter) that lists the facets there are when `name` is none of them;
/// `parameter` is the public name of what asked for it: "facets", "f.theme".
FacetDefinition require_facet(const std::vector<FacetDefinition>& facets, const std::string& name,
                              const std::string& parameter, DateFacet date);

/// What a filter of such a facet names, as counts write it: any text, a path of a hierarchy with
/// its steps apart, a number or a range of them, days as `parse_day_range` reads them. Nothing for
/// what cannot be a number or a day.
std::optional<std::string> filter_value(FacetKind kind, const std::string& text);

}  // namespace kiosque::search
