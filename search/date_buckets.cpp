#include "search/date_buckets.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace kiosque::search {
namespace {

namespace chrono = std::chrono;

constexpr int kMonths = 12;
constexpr int kDays = 7;
/// From a Monday, 1969-12-29, to the day that numbers count from.
constexpr int kDaysSinceMonday = 3;

std::int64_t floor_division(std::int64_t number, std::int64_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

}  // namespace

std::int64_t date_bucket(Day day, DateStep step) {
    const chrono::year_month_day date(day);
    const std::int64_t year = static_cast<int>(date.year());
    const std::int64_t number = day.time_since_epoch().count();
    switch (step) {
        case DateStep::year:
            return year;
        case DateStep::month:
            return year * kMonths + static_cast<unsigned>(date.month()) - 1;
        case DateStep::week:
            return floor_division(number + kDaysSinceMonday, kDays);
        case DateStep::day:
            break;
    }
    return number;
}

std::string date_bucket_name(std::int64_t bucket, DateStep step) {
    std::array<char, 48> text{};
    switch (step) {
        case DateStep::year:
            std::snprintf(text.data(), text.size(), "%04d", static_cast<int>(bucket));
            break;
        case DateStep::month:
            std::snprintf(text.data(), text.size(), "%04d-%02d",
                          static_cast<int>(floor_division(bucket, kMonths)),
                          static_cast<int>(bucket - floor_division(bucket, kMonths) * kMonths) + 1);
            break;
        case DateStep::week: {
            constexpr int kThursday = 3;
            const Day thursday{chrono::days(bucket * kDays - kDaysSinceMonday + kThursday)};
            const auto year = chrono::year_month_day(thursday).year();
            const auto week = (thursday - Day(year / chrono::January / 1)).count() / kDays + 1;
            std::snprintf(text.data(), text.size(), "%04d-W%02d", static_cast<int>(year),
                          static_cast<int>(week));
            break;
        }
        case DateStep::day:
            return format_iso_day(Day(chrono::days(bucket)));
    }
    return text.data();
}

}  // namespace kiosque::search
