#pragma once

#include <cstdint>
#include <string>

#include "search/request.hpp"

namespace kiosque::search {

/// The step of a histogram that a day falls into: years, months, ISO weeks (from Monday, of the
/// year of their Thursday) and days, counted so that neighbours have neighbouring numbers.
std::int64_t date_bucket(Day day, DateStep step);

/// How a filter names the days of a bucket: "2013", "2013-07", "2013-W27", "2013-07-01".
std::string date_bucket_name(std::int64_t bucket, DateStep step);

}  // namespace kiosque::search
