#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/facet.hpp"
#include "index/schema.hpp"

namespace kiosque::search {

inline constexpr std::size_t kLongestFieldName = 40;  ///< bytes, accents among them

/// The field of dates: `date:2013` asks for the day of an article.
inline constexpr std::string_view kDateField = "date";

/// The fields that a query may write before a colon: titre, date, and the facets of an index.
class QueryFields {
public:
    explicit QueryFields(
        const std::vector<index::FacetDefinition>& facets = index::declared_facets());

    /// The name of a field, which may be typed in any case, without accents, or by another name
    /// (author, tag). Nothing when there is no such field.
    std::optional<std::string> find(std::string_view typed) const;

private:
    std::vector<std::pair<std::string, std::string>> facets_;  ///< folded, as they are named
};

/// Where the words of a field that QueryFields named are filed; the whole text for "".
index::Field index_field(const std::string& name);

}  // namespace kiosque::search
