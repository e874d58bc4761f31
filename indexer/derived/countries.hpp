#pragma once

#include <string>
#include <string_view>

namespace kiosque::indexer {

/// The name of the product's table of countries in messages.
inline constexpr std::string_view kCountryTableName = "indexer/gazetteers/pays.tsv";

/// The product's table of countries, gazetteers/pays.tsv, in the format of all gazetteers and with
/// its line numbers: each code of ISO 3166 is replaced by the better name behind it, or else by the
/// French name that ICU gives the country.
///
/// Throws Error(internal), which names the line, for a code that ICU does not know.
std::string country_table();

/// As above, of any table in the form of pays.tsv.
std::string name_countries(std::string_view table);

}  // namespace kiosque::indexer
