#include "server/pages/formats.hpp"

#include <algorithm>
#include <cmath>

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

}  // namespace

std::string long_date(Language language, std::string_view iso) {
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
