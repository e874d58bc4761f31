#include "search/facet_names.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "search/day_range.hpp"
#include "search/number_range.hpp"

namespace kiosque::search {

FacetDefinition require_facet(const std::vector<FacetDefinition>& facets, const std::string& name,
                              const std::string& parameter, DateFacet date) {
    const auto found = std::find_if(facets.begin(), facets.end(),
                                    [&](const auto& facet) { return facet.name == name; });
    if (found != facets.end()) return *found;
    const bool is_date = name == kDateFacetName;
    if (is_date && date == DateFacet::allowed) return {name, FacetKind::date, {}, {}};
    std::string known;
    for (const auto& facet : facets) known += (known.empty() ? "" : ", ") + facet.name;
    if (date == DateFacet::allowed) known += ", " + std::string(kDateFacetName);
    const std::string advice = is_date ? "; days are chosen by 'date=2013-07'" : "";
    throw Error(ErrorCode::invalid_parameter, parameter,
                "'" + parameter + "' must name a facet of this index (" + known + "), but names '" +
                    name + "'" + advice);
}

std::optional<std::string> filter_value(FacetKind kind, const std::string& text) {
    switch (kind) {
        case FacetKind::hierarchy:
            return index::hierarchy_path(text);
        case FacetKind::number:
            if (const auto range = parse_number_range(text)) return write_number_range(*range);
            return {};
        case FacetKind::date:
            if (parse_day_range(text)) return text;
            return {};
        case FacetKind::value:
        case FacetKind::values:
            break;
    }
    return text;
}

}  // namespace kiosque::search
