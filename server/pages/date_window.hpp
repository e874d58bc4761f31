#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/pages/period.hpp"

namespace kiosque::server {

/// What the chart of dates shows: the days of the filter, or all that have articles, in steps that
/// suit their length.
struct DateWindow {
    DaySpan span;
    Step step = Step::year;
    int years_a_bar = 1;  ///< more than one where there are more years than bars

    friend bool operator==(const DateWindow&, const DateWindow&) = default;
};

/// The window over `span`: years, months up to three years, weeks up to three months, days up to a
/// month.
DateWindow window_over(const DaySpan& span);

/// The days of a date filter, its open ends closed by `all`; nothing for what has no ISO form
/// ("hier", "mars 2024"), which only the contract reads.
std::optional<DaySpan> days_of_filter(const std::string& filter, const DaySpan& all);

/// The window for a filter. A day alone is shown among those of its month.
DateWindow window_for(const std::string& filter, const DaySpan& all);

/// How the contract's facet of dates names the step.
std::string name_of(Step step);

/// The bars of a window as filters name them: "2013", "2013-W27", "1900..1909".
std::vector<std::string> bars_of(const DateWindow& window);

/// The periods around those days, the longest first: the year and the month of a day.
std::vector<std::string> periods_around(const DaySpan& days);

}  // namespace kiosque::server
