#pragma once

#include <optional>
#include <string_view>

#include "search/request.hpp"

namespace kiosque::search {

/// The days that a filter names, or nothing when `text` names none.
///
/// A year, month, ISO week or day ("2013", "2013-07", "2013-W27", "2013-07-01"), a range of two of
/// them ("2013-07-01..2015", "2013..", "..2015", from the first day of the one to the last of the
/// other), "aujourd'hui", "hier", and what lies back from today: "-7j" (days), "-2s" (weeks),
/// "-6m" (months), "-1a" (years); and what a query may say in words: "mars 2024", "du 3 au 9 juin
/// 2024" (date_words.hpp). `today` is the day in Paris.
std::optional<DayRange> parse_day_range(std::string_view text, Day today);

/// The same without the words.
std::optional<DayRange> parse_iso_range(std::string_view text, Day today);

/// The same, from today.
std::optional<DayRange> parse_day_range(std::string_view text);

/// Today's day in Paris, from which "hier" and "-7j" count.
Day today_in_paris();

}  // namespace kiosque::search
