#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosque::index {

/// What the values of a facet are. Columns hold its number: add new ones at the end.
enum class FacetKind {
    value,      ///< one text an article
    values,     ///< any number of texts
    hierarchy,  ///< texts such as "Économie > Énergie"; an article has those above, too
    number,     ///< numbers, written as `write_number` does
    date,       ///< days, written as in ISO 8601
};
inline constexpr std::array<std::pair<std::string_view, FacetKind>, 5> kFacetKinds = {
    {{"value", FacetKind::value},
     {"values", FacetKind::values},
     {"hierarchy", FacetKind::hierarchy},
     {"number", FacetKind::number},
     {"date", FacetKind::date}}};

/// Where the values of a facet come from.
enum class FacetOrigin {
    declared,    ///< by the articles, in fields that every index knows
    configured,  ///< by the articles, in fields that the configuration names
    derived,     ///< from what the articles say
};
inline constexpr std::array<std::pair<std::string_view, FacetOrigin>, 3> kFacetOrigins = {
    {{"declared", FacetOrigin::declared},
     {"configured", FacetOrigin::configured},
     {"derived", FacetOrigin::derived}}};

/// A facet of an index. The name is public: it stands in URLs and answers.
struct FacetDefinition {
    std::string name;
    FacetKind kind = FacetKind::values;
    FacetOrigin origin = FacetOrigin::declared;
    std::string label;  ///< for people, "Prix (€)"; empty where the name will do

    friend bool operator==(const FacetDefinition&, const FacetDefinition&) = default;
};

/// The name of a kind or an origin, or what has that name; nothing for other names.
std::string_view name_of(FacetKind kind);
std::string_view name_of(FacetOrigin origin);
std::optional<FacetKind> facet_kind(std::string_view name);
std::optional<FacetOrigin> facet_origin(std::string_view name);

/// The facets that every index has: source, auteur, section, tags.
const std::vector<FacetDefinition>& declared_facets();

/// The facet of the day of an article, which is counted by year, month, week or day. Its values
/// stand in a column of their own, and the parameter `date` filters by it.
inline constexpr std::string_view kDateFacet = "date";

/// Between the steps of a hierarchy.
inline constexpr std::string_view kHierarchyStep = " > ";

/// "Économie>Énergie" -> "Économie > Énergie"; empty steps are left out.
std::string hierarchy_path(std::string_view written);

/// "A > B > C" -> "A", "A > B", "A > B > C".
std::vector<std::string> hierarchy_ancestry(std::string_view path);

/// A number as a facet's value: decimal, a point before the fraction, no exponent ("1200.5").
/// Nothing for other text and for what lies outside of 10^15;
/// what is less than 10^-15 is 0.
std::optional<double> read_number(std::string_view text);
std::string write_number(double number);

}  // namespace kiosque::index
