#include "search/day_range.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <vector>

#include "search/date_buckets.hpp"
#include "search/date_words.hpp"
#include "text/normalization.hpp"
#include "text/paris_day.hpp"

namespace kiosque::search {
namespace {

namespace chrono = std::chrono;

/// A whole number of exactly `digits` digits.
std::optional<int> read_number(std::string_view text, std::size_t digits) {
    int number = 0;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != digits || !std::all_of(text.begin(), text.end(), is_digit)) return {};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The days of the ISO week "2013-W27", from its Monday to its Sunday.
std::optional<DayRange> read_week(std::string_view text) {
    constexpr std::size_t kSize = 8;
    if (text.size() != kSize || text.substr(4, 2) != "-W") return {};
    const auto year = read_number(text.substr(0, 4), 4);
    const auto week = read_number(text.substr(6), 2);
    if (!year || *year < 1 || !week || *week < 1) return {};
    // The fourth of January is in the first week of every year.
    const Day fourth = Day(chrono::year(*year) / chrono::January / 4);
    const auto since_monday = static_cast<int>(chrono::weekday(fourth).iso_encoding()) - 1;
    const Day monday = fourth - chrono::days(since_monday) + chrono::weeks(*week - 1);
    if (date_bucket_name(date_bucket(monday, DateStep::week), DateStep::week) != text) return {};
    return DayRange{monday, monday + chrono::days(6)};
}

/// The days of "2013", "2013-07" or "2013-07-01".
std::optional<DayRange> read_period(std::string_view text) {
    const auto year = read_number(text.substr(0, 4), 4);
    if (!year || *year < 1) return {};
    const chrono::year y(*year);
    if (text.size() == 4) {
        return DayRange{Day(y / chrono::January / 1), Day(y / chrono::December / 31)};
    }
    const bool has_day = text.size() == 10;
    if ((text.size() != 7 && !has_day) || text[4] != '-' || (has_day && text[7] != '-')) return {};
    const auto month = read_number(text.substr(5, 2), 2);
    if (!month || *month < 1 || *month > 12) return {};
    const auto y_m = y / *month;
    if (!has_day) return DayRange{Day(y_m / 1), Day(y_m / chrono::last)};
    const auto day = read_number(text.substr(8, 2), 2);
    if (!day) return {};
    const chrono::year_month_day date = y_m / *day;
    if (!date.ok()) return {};
    return DayRange{Day(date), Day(date)};
}

/// The days of "-7j": from so long ago until today.
std::optional<DayRange> read_look_back(std::string_view text, Day today) {
    if (text.size() < 3 || text.size() > 6) return {};
    const auto count = read_number(text.substr(1, text.size() - 2), text.size() - 2);
    if (!count) return {};
    const auto back_by_months = [&](int months) {
        chrono::year_month_day date = chrono::year_month_day(today) - chrono::months(months);
        if (!date.ok()) date = date.year() / date.month() / chrono::last;
        return DayRange{Day(date), today};
    };
    switch (text.back()) {
        case 'J':
        case 'j':
            return DayRange{today - chrono::days(*count), today};
        case 'S':
        case 's':
            return DayRange{today - chrono::weeks(*count), today};
        case 'M':
        case 'm':
            return back_by_months(*count);
        case 'A':
        case 'a':
            return back_by_months(*count * 12);
        default:
            return {};
    }
}

std::optional<DayRange> read_one(std::string_view text, Day today) {
    if (text.starts_with('-')) return read_look_back(text, today);
    const std::string word = text::exact_form(text);
    if (word == "aujourd'hui") return DayRange{today, today};
    if (word == "hier") return DayRange{today - chrono::days(1), today - chrono::days(1)};
    if (const auto week = read_week(text)) return week;
    return read_period(text);
}

}  // namespace

std::optional<DayRange> parse_iso_range(std::string_view text, Day today) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) return read_one(text, today);
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = text.substr(dots + 2);
    if (from.empty() && to.empty()) return {};
    DayRange range;
    if (!from.empty()) {
        const auto first = read_one(from, today);
        if (!first) return {};
        range.first = first->first;
    }
    if (!to.empty()) {
        const auto last = read_one(to, today);
        if (!last) return {};
        range.last = last->last;
    }
    if (range.first && range.last && *range.first > *range.last) return {};
    return range;
}

std::optional<DayRange> parse_day_range(std::string_view text, Day today) {
    if (const auto range = parse_iso_range(text, today)) return range;
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        if (words.size() > kMostDateWords) return {};
        at = end + 1;
    }
    const auto date = read_date_words(words, today);
    if (!date || date->words != words.size()) return {};
    return date->days;
}

std::optional<DayRange> parse_day_range(std::string_view text) {
    return parse_day_range(text, today_in_paris());
}

Day today_in_paris() {
    return text::today_in_paris();
}

}  // namespace kiosque::search
