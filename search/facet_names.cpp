#include "search/facet_names.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "index/schema.hpp"

namespace kiosque::search {

static_assert(kDateFacetName == index::kDateFacet);

std::vector<std::string> facet_names() {
    std::vector<std::string> names;
    for (const auto& facet : index::kFacets) names.emplace_back(facet.name);
    names.emplace_back(kDateFacetName);
    return names;
}

void check_facet_name(const std::string& name, const std::string& parameter, DateFacet date) {
    auto names = facet_names();
    if (date == DateFacet::refused) names.pop_back();
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    std::string known;
    for (const auto& each : names) known += (known.empty() ? "" : ", ") + each;
    const std::string advice = name == kDateFacetName ? "; days are chosen by 'date=2013-07'" : "";
    throw Error(ErrorCode::invalid_parameter, parameter,
                "'" + parameter + "' must name a facet of this index (" + known + "), but names '" +
                    name + "'" + advice);
}

}  // namespace kiosque::search
