#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/article.hpp"

namespace kiosque::server {

/// How long a period is: as the contract counts days.
enum class Step { year, month, week, day };

/// Days from `first` to `last`, both included.
struct DaySpan {
    Day first;
    Day last;

    friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

/// The days of "2013", "2013-07", "2013-W27" (from Monday) or "2013-07-01"; nothing for other text.
std::optional<DaySpan> days_of(std::string_view period);

/// The period of that length in which a day lies, as a filter names it: "2013-W27".
std::string period_of(Day day, Step step);

/// All periods of that length that have days of `span`, in their order.
std::vector<std::string> periods_in(const DaySpan& span, Step step);

/// The step whose period `span` is, the longest; nothing when it begins or ends inside of one.
std::optional<Step> step_of(const DaySpan& span);

/// The week of an ISO name; nothing for other text.
struct Week {
    std::string year;
    int number = 1;
};
std::optional<Week> week_of(std::string_view period);

}  // namespace kiosque::server
