#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "index/schema.hpp"

namespace kiosque::search {

inline constexpr std::size_t kLongestFieldName = 40;  ///< bytes, accents among them

/// The field of dates: `date:2013` asks for the day of an article.
inline constexpr std::string_view kDateField = "date";

/// The name of a field that a query may write before a colon: titre, the facets and their other
/// names (author, tag), in any case, accents optional. Nothing when there is no such field.
std::optional<std::string> find_query_field(std::string_view typed);

/// Where the words of a field that `find_query_field` named are filed; the whole text for "".
index::Field index_field(const std::string& name);

}  // namespace kiosque::search
