#pragma once

#include <chrono>

#include "base/article.hpp"

namespace kiosque::text {

/// The day in Paris at an instant of universal time (summer time included, by ICU's time zones).
Day paris_day(std::chrono::sys_seconds instant);

/// Today's day in Paris.
Day today_in_paris();

}  // namespace kiosque::text
