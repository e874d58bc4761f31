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

std::optional<std::string> find_query_field(std::string_view typed) {
    const std::string folded = text::fold(typed);
    if (folded == kTitleName || folded == kDateField) return folded;
    for (const auto& facet : index::kFacets) {
        if (folded == text::fold(facet.name)) return std::string(facet.name);
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
