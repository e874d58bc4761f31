#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::search {

inline constexpr std::string_view kDateFacetName = "date";

/// Days are counted as a facet, but filtered by the parameter `date`.
enum class DateFacet { allowed, refused };

/// The facets that can be counted, the one of dates last.
std::vector<std::string> facet_names();

/// Throws Error(invalid_parameter) that lists the facets there are when `name` is none of them;
/// `parameter` is the public name of what asked for it: "facets", "f.theme".
void check_facet_name(const std::string& name, const std::string& parameter, DateFacet date);

}  // namespace kiosque::search
