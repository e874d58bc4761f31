#include "server/pages/date_window.hpp"

#include <algorithm>
#include <array>

namespace kiosque::server {
namespace {

namespace chrono = std::chrono;

constexpr int kMostBars = 60;
constexpr int kDaysInYears = 3 * 366;
constexpr int kDaysInMonths = 93;  // three months, the last one cut by weeks
constexpr int kDaysInMonth = 31;
constexpr std::array<int, 9> kYearsABar = {1, 2, 5, 10, 20, 50, 100, 200, 500};

int year_of(Day day) {
    return static_cast<int>(chrono::year_month_day(day).year());
}

/// Down to the year in which a bar begins: bars of ten years are decades.
int bar_of(int year, int years_a_bar) {
    return year - year % years_a_bar;
}

int bars_between(const DaySpan& span, int years_a_bar) {
    return (bar_of(year_of(span.last), years_a_bar) - bar_of(year_of(span.first), years_a_bar)) /
               years_a_bar +
           1;
}

std::string year_name(int year) {
    return period_of(chrono::year(year) / 1 / 1, Step::year);
}

}  // namespace

DateWindow window_over(const DaySpan& span) {
    const auto days = (span.last - span.first).count() + 1;
    if (days <= kDaysInMonth) return {span, Step::day};
    if (days <= kDaysInMonths) return {span, Step::week};
    if (days <= kDaysInYears) return {span, Step::month};
    const auto* const years = std::find_if(kYearsABar.begin(), kYearsABar.end() - 1, [&](int each) {
        return bars_between(span, each) <= kMostBars;
    });
    return {span, Step::year, *years};
}

std::optional<DaySpan> days_of_filter(const std::string& filter, const DaySpan& all) {
    const std::size_t dots = filter.find("..");
    if (dots == std::string::npos) return days_of(filter);
    const std::string from = filter.substr(0, dots);
    const std::string to = filter.substr(dots + 2);
    const auto first = from.empty() ? all : days_of(from);
    const auto last = to.empty() ? all : days_of(to);
    if (!first || !last || last->last < first->first) return {};
    return DaySpan{first->first, last->last};
}

DateWindow window_for(const std::string& filter, const DaySpan& all) {
    const auto days = filter.empty() ? std::nullopt : days_of_filter(filter, all);
    if (!days) return window_over(all);
    if (days->first != days->last) return window_over(*days);
    const auto month = days_of(period_of(days->first, Step::month));
    return month ? DateWindow{*month, Step::day} : window_over(*days);
}

std::string name_of(Step step) {
    constexpr std::array<const char*, 4> names = {"year", "month", "week", "day"};
    return names.at(static_cast<std::size_t>(step));
}

std::vector<std::string> bars_of(const DateWindow& window) {
    if (window.years_a_bar == 1) return periods_in(window.span, window.step);
    std::vector<std::string> bars;
    const int last = year_of(window.span.last);
    for (int year = bar_of(year_of(window.span.first), window.years_a_bar); year <= last;
         year += window.years_a_bar) {
        bars.push_back(year_name(year) + ".." + year_name(year + window.years_a_bar - 1));
    }
    return bars;
}

std::vector<std::string> periods_around(const DaySpan& days) {
    std::vector<std::string> periods;
    for (const Step step : {Step::year, Step::month}) {
        const std::string period = period_of(days.first, step);
        const auto whole = days_of(period);
        if (whole && whole->last >= days.last && *whole != days) periods.push_back(period);
    }
    return periods;
}

}  // namespace kiosque::server
