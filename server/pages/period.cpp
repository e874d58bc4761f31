#include "server/pages/period.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace kiosque::server {
namespace {

namespace chrono = std::chrono;

constexpr std::array<Step, 4> kSteps = {Step::year, Step::month, Step::week, Step::day};

std::optional<int> number_in(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return {};
    return number;
}

/// The Monday of ISO week 1: that of 4 January.
Day first_monday(chrono::year year) {
    const Day fourth = year / chrono::January / 4;
    return fourth - (chrono::weekday(fourth) - chrono::Monday);
}

Day monday_of(Day day) {
    return day - (chrono::weekday(day) - chrono::Monday);
}

std::string week_name(Day day) {
    const Day thursday = monday_of(day) + chrono::days(3);
    const chrono::year year = chrono::year_month_day(thursday).year();
    const auto number = (thursday - first_monday(year)).count() / 7 + 1;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-W%02d", static_cast<int>(year),
                  static_cast<int>(number));
    return text.data();
}

std::optional<DaySpan> days_of_date(chrono::year year, std::string_view rest) {
    const auto month_number = number_in(rest.substr(0, 2));
    if (!month_number) return {};
    const chrono::year_month month =
        year / chrono::month(static_cast<unsigned>(std::min(*month_number, 13)));
    if (!month.ok()) return {};
    if (rest.size() == 2) return DaySpan{month / 1, month / chrono::last};
    const auto day_number = rest[2] == '-' ? number_in(rest.substr(3)) : std::nullopt;
    if (rest.size() != 5 || !day_number) return {};
    const chrono::year_month_day day =
        month / chrono::day(static_cast<unsigned>(std::min(*day_number, 99)));
    if (!day.ok()) return {};
    return DaySpan{day, day};
}

}  // namespace

std::optional<Week> week_of(std::string_view period) {
    if (period.size() != 8 || period.substr(4, 2) != "-W") return {};
    const auto number = number_in(period.substr(6));
    if (!number_in(period.substr(0, 4)) || !number || *number < 1 || *number > 53) return {};
    return Week{std::string(period.substr(0, 4)), *number};
}

std::optional<DaySpan> days_of(std::string_view period) {
    const auto year_number = number_in(period.substr(0, 4));
    if (period.size() < 4 || !year_number) return {};
    const chrono::year year(*year_number);
    if (period.size() == 4) return DaySpan{year / 1 / 1, year / 12 / 31};
    if (const auto week = week_of(period)) {
        const Day monday = first_monday(year) + chrono::days(7 * (week->number - 1));
        return DaySpan{monday, monday + chrono::days(6)};
    }
    if (period[4] != '-' || period.size() < 7) return {};
    return days_of_date(year, period.substr(5));
}

std::string period_of(Day day, Step step) {
    if (step == Step::week) return week_name(day);
    const std::size_t length = step == Step::year ? 4 : step == Step::month ? 7 : 10;
    return format_iso_day(day).substr(0, length);
}

std::vector<std::string> periods_in(const DaySpan& span, Step step) {
    std::vector<std::string> periods;
    for (Day day = span.first; day <= span.last;) {
        periods.push_back(period_of(day, step));
        const auto days = days_of(periods.back());
        if (!days) break;  // a year that four digits cannot write
        day = days->last + chrono::days(1);
    }
    return periods;
}

std::optional<Step> step_of(const DaySpan& span) {
    for (const Step step : kSteps) {
        if (days_of(period_of(span.first, step)) == span) return step;
    }
    return {};
}

}  // namespace kiosque::server
