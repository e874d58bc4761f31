#include "search/query_fields.hpp"

#include <algorithm>
#include <array>

#include "text/normalization.hpp"

namespace kiosque::search {
namespace {

constexpr std::string_view kTitleName = "titre";

struct OtherName {
    std::string_view typed;
    std::string_view name;
};
constexpr std::array<OtherName, 7> kOtherNames = {{{"title", kTitleName},
                                                   {"author", "auteur"},
                                                   {"auteurs", "auteur"},
                                                   {"rubrique", "section"},
                                                   {"tag", "tags"},
                                                   {"titres", kTitleName},
                                                   {"jour", kDateField}}};

}  // namespace

QueryFields::QueryFields(const std::vector<index::FacetDefinition>& facets) {
    for (const auto& facet : facets) facets_.emplace_back(text::fold(facet.name), facet.name);
}

std::optional<std::string> QueryFields::find(std::string_view typed) const {
    const std::string folded = text::fold(typed);
    if (folded == kTitleName || folded == kDateField) return folded;
    for (const auto& [name, facet] : facets_) {
        if (folded == name) return facet;
    }
    const auto other = std::find_if(kOtherNames.begin(), kOtherNames.end(),
                                    [&](const auto& row) { return row.typed == folded; });
    if (other == kOtherNames.end()) return {};
    return std::string(other->name);
}

index::Field index_field(const std::string& name) {
    if (name.empty()) return index::kWholeText;
    return name == kTitleName ? index::kTitle : index::facet_field(name);
}

}  // namespace kiosque::search
