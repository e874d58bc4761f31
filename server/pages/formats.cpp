#include "server/pages/formats.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "server/pages/period.hpp"
#include "server/pages/texts.hpp"

namespace kiosque::server {
namespace {

/// The number of the digits at `at`, or 0 when there are others.
int two_digits(std::string_view text, std::size_t at) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return 0;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

std::string month_name(Language language, int month) {
    return say(language, static_cast<Text>(static_cast<int>(Text::january) + month - 1));
}

std::string day_number(Language language, int day) {
    return day == 1 && language == Language::french ? "1er" : std::to_string(day);
}

std::string short_month_name(Language language, int month) {
    std::istringstream names(say(language, Text::short_months));
    std::string name;
    for (int i = 0; i < month; ++i) names >> name;
    return name;
}

/// "12345.5" as "12 345,5" or "12,345.5"; what is no such number stays as it is.
std::string grouped(Language language, std::string_view number) {
    const bool is_negative = number.starts_with('-');
    const std::string_view digits = number.substr(is_negative ? 1 : 0);
    const std::string_view whole = digits.substr(0, digits.find('.'));
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
    if (error != std::errc{} || end != whole.data() + whole.size()) return std::string(number);
    constexpr std::size_t first_grouped = 10'000;
    std::string text = value < first_grouped ? std::string(whole) : format_count(language, value);
    if (whole.size() < digits.size()) {
        text += language == Language::french ? "," : ".";
        text += digits.substr(whole.size() + 1);
    }
    return is_negative ? "\u2212" + text : text;
}

}  // namespace

std::string long_date(Language language, std::string_view iso) {
    if (const auto week = week_of(iso)) {
        return say(language, Text::week, {std::to_string(week->number), week->year});
    }
    const bool has_month = (iso.size() == 7 || iso.size() == 10) && iso[4] == '-';
    const int month = has_month ? two_digits(iso, 5) : 0;
    if (month < 1 || month > 12) return std::string(iso);
    const std::string rest = month_name(language, month) + " " + std::string(iso.substr(0, 4));
    if (iso.size() == 7) return rest;
    const int day = iso[7] == '-' ? two_digits(iso, 8) : 0;
    if (day < 1) return std::string(iso);
    return day_number(language, day) + " " + rest;
}

std::string long_period(Language language, std::string_view period) {
    const std::size_t dots = period.find("..");
    if (dots == std::string_view::npos) return long_date(language, period);
    const std::string from = long_date(language, period.substr(0, dots));
    const std::string to = long_date(language, period.substr(dots + 2));
    if (from.empty()) return say(language, Text::until, {to});
    if (to.empty()) return say(language, Text::since, {from});
    return say(language, Text::from_to, {from, to});
}

std::string short_date(Language language, std::string_view iso) {
    if (const auto range = iso.find(".."); range != std::string_view::npos) {
        return std::string(iso.substr(0, range));
    }
    const auto days = days_of(iso);
    if (!days || iso.size() == 4) return std::string(iso);
    const std::string first = format_iso_day(days->first);
    const std::string month = short_month_name(language, two_digits(first, 5));
    if (iso.size() == 7) return month;
    return std::to_string(two_digits(first, 8)) + " " + month;
}

std::string long_number(Language language, std::string_view range) {
    const std::size_t dots = range.find("..");
    if (dots == std::string_view::npos) return grouped(language, range);
    const std::string from = grouped(language, range.substr(0, dots));
    const std::size_t end = range.substr(dots + 2).starts_with('<') ? dots + 3 : dots + 2;
    const std::string to = grouped(language, range.substr(end));
    if (from.empty()) return say(language, Text::number_until, {to});
    if (to.empty()) return say(language, Text::number_since, {from});
    return say(language, Text::from_to, {from, to});
}

std::string format_count(Language language, std::size_t count) {
    const std::string_view separator = language == Language::french ? "\u202f" : ",";
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, separator);
    }
    return digits;
}

std::string format_milliseconds(Language language, double milliseconds) {
    const auto tenths = static_cast<std::size_t>(std::lround(std::max(milliseconds, 0.0) * 10));
    if (tenths >= 100) return format_count(language, (tenths + 5) / 10);
    const char* comma = language == Language::french ? "," : ".";
    return std::to_string(tenths / 10) + comma + std::to_string(tenths % 10);
}

}  // namespace kiosque::server
