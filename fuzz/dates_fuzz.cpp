#include "fuzz/require.hpp"
#include "search/day_range.hpp"
#include "text/dates.hpp"

using namespace kiosque;
using fuzz::require;

/// Any text names a day of the calendar, a range of days that is not empty, or nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace std::chrono_literals;
    const std::string_view text = fuzz::as_text(data, size);
    if (const auto day = text::parse_article_date(text)) {
        const std::chrono::year_month_day date(*day);
        require(date.ok() && date.year() >= 999y, "an article's date is a day of the calendar");
        require(format_iso_day(*day).size() == 10, "a day is written in ten characters");
    }
    const Day today = std::chrono::sys_days{2024y / 7 / 3};
    if (const auto range = search::parse_day_range(text, today)) {
        require(range->first || range->last, "a range has an end");
        require(!range->first || !range->last || *range->first <= *range->last,
                "a range begins before it ends");
    }
    return 0;
}
