#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/pages/language.hpp"

/// How dates and numbers are written in a language.
namespace kiosque::server {

/// "2024-07-03" as "3 juillet 2024", "2024-07" as "juillet 2024", "2024-W27" as "semaine 27 de
/// 2024"; anything else stays as it is.
std::string long_date(Language language, std::string_view iso);

/// A date filter as people read it: "2013-07..2015" is "juillet 2013 – 2015".
std::string long_period(Language language, std::string_view period);

/// A period where there is little room: "3 juil.", "juil.", "2024".
std::string short_date(Language language, std::string_view iso);

/// A filter of numbers as people read it: "10..<20" is "10 – 20". Digits stand in groups from ten
/// thousand on, so that a year is no "2 013".
std::string long_number(Language language, std::string_view range);

/// "12 345" or "12,345".
std::string format_count(Language language, std::size_t count);

/// Milliseconds with one decimal below ten: "0,9", "42".
std::string format_milliseconds(Language language, double milliseconds);

}  // namespace kiosque::server
