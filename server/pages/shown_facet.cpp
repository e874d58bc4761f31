#include "server/pages/shown_facet.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "server/pages/formats.hpp"
#include "server/pages/hit_list.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

using Kind = ShownFacet::Kind;

/// The facets whose headings are known in both languages, in their order on the page: first what an
/// article is about, then who made it.
struct KnownFacet {
    std::string_view name;
    Text heading;
};
constexpr std::array<KnownFacet, 10> kKnown = {{
    {"section", Text::facet_section},
    {"theme", Text::facet_theme},
    {"pays", Text::facet_country},
    {"lieu", Text::facet_place},
    {"personne", Text::facet_person},
    {"organisation", Text::facet_organisation},
    {"annee", Text::facet_named_year},
    {"source", Text::facet_source},
    {"auteur", Text::facet_author},
    {"tags", Text::facet_tags},
}};
constexpr std::string_view kNamedYears = "annee";
constexpr std::string_view kDayOfArticle = "date";

std::size_t place_of(const std::string& name) {
    const auto* const found = std::find_if(kKnown.begin(), kKnown.end(),
                                           [&](const auto& row) { return row.name == name; });
    return static_cast<std::size_t>(found - kKnown.begin());
}

std::string capitalised(std::string name) {
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string heading_of(Language language, const std::string& name, const std::string& label) {
    if (!label.empty()) return label;
    const std::size_t place = place_of(name);
    return place < kKnown.size() ? say(language, kKnown.at(place).heading) : capitalised(name);
}

Kind kind_of(const std::string& name, const std::string& type) {
    if (type == "hierarchy") return Kind::hierarchy;
    if (type == "date") return Kind::date;
    if (type != "number") return Kind::text;
    return name == kNamedYears ? Kind::year : Kind::number;
}

}  // namespace

std::vector<ShownFacet> shown_facets(Language language, const nlohmann::ordered_json& stats) {
    std::vector<ShownFacet> facets;
    for (const auto& row : stats.at("facets")) {
        const std::string name = text_of(row, "name");
        if (name == kDayOfArticle) continue;
        facets.push_back({name, kind_of(name, text_of(row, "type")),
                          heading_of(language, name, text_of(row, "label")),
                          row.at("values").get<std::size_t>()});
    }
    std::stable_sort(facets.begin(), facets.end(), [](const auto& a, const auto& b) {
        return place_of(a.name) < place_of(b.name);
    });
    return facets;
}

const ShownFacet* find_facet(const std::vector<ShownFacet>& facets, const std::string& name) {
    const auto found = std::find_if(facets.begin(), facets.end(),
                                    [&](const auto& facet) { return facet.name == name; });
    return found == facets.end() ? nullptr : &*found;
}

std::string value_label(Language language, Kind kind, const std::string& value) {
    if (kind == Kind::number || kind == Kind::year) return long_number(language, value);
    if (kind == Kind::date) return long_period(language, value);
    if (kind != Kind::hierarchy) return value;
    constexpr std::string_view step = " > ";
    std::string label = value;
    for (auto at = label.find(step); at != std::string::npos; at = label.find(step, at)) {
        label.replace(at, step.size(), " › ");
    }
    return label;
}

}  // namespace kiosque::server
