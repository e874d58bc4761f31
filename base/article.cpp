#include "base/article.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace kiosque {

std::string format_iso_day(Day day) {
    const std::chrono::year_month_day date(day);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

LeadAndRest split_lead(std::string_view body) {
    const std::size_t end = std::min(body.find("\n\n"), body.size());
    return {body.substr(0, end), body.substr(end)};
}

}  // namespace kiosque
