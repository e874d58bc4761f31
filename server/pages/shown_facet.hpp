#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/pages/language.hpp"

namespace kiosque::server {

/// A facet of the index as the pages show it; the day of the article is the chart's.
struct ShownFacet {
    enum class Kind {
        text,
        hierarchy,  ///< "Économie > Énergie"
        number,
        year,  ///< a number that is read as a name: the most frequent ones, no ranges
        date,  ///< days of the configuration's own, counted by year
    };

    std::string name;  ///< in the contract
    Kind kind = Kind::text;
    std::string heading;
    std::size_t values = 0;  ///< how many different ones the index has
};

/// The facets that an answer of /v1/stats names, in the order of the page: those that every index
/// has, then those of its configuration as they stand there.
std::vector<ShownFacet> shown_facets(Language language, const nlohmann::ordered_json& stats);

/// The one of that name, or nullptr.
const ShownFacet* find_facet(const std::vector<ShownFacet>& facets, const std::string& name);

/// A value, or a range of numbers, for people: "Économie › Énergie", "10 – 20".
std::string value_label(Language language, ShownFacet::Kind kind, const std::string& value);

}  // namespace kiosque::server
