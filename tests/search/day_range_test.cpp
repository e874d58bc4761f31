#include "search/day_range.hpp"

#include <catch2/catch.hpp>

using namespace kiosque;
using kiosque::search::parse_day_range;

namespace {

const Day kToday{std::chrono::year(2026) / 3 / 31};

std::string shown(const std::string& text) {
    const auto range = parse_day_range(text, kToday);
    if (!range) return "nothing";
    const auto day = [](const std::optional<Day>& d) { return d ? format_iso_day(*d) : "*"; };
    return day(range->first) + " " + day(range->last);
}

}  // namespace

TEST_CASE("a date filter names days", "[search][date]") {
    const auto [text, days] = GENERATE(table<std::string, std::string>({
        {"2013", "2013-01-01 2013-12-31"},
        {"2013-07", "2013-07-01 2013-07-31"},
        {"2024-02", "2024-02-01 2024-02-29"},
        {"2013-07-09", "2013-07-09 2013-07-09"},
        {"2013-07-01..2015", "2013-07-01 2015-12-31"},
        {"2013..", "2013-01-01 *"},
        {"..2015-06", "* 2015-06-30"},
        {"aujourd'hui", "2026-03-31 2026-03-31"},
        {"aujourd’hui", "2026-03-31 2026-03-31"},
        {"hier", "2026-03-30 2026-03-30"},
        {"-7j", "2026-03-24 2026-03-31"},
        {"-2s", "2026-03-17 2026-03-31"},
        {"-1m", "2026-02-28 2026-03-31"},
        {"-1a", "2025-03-31 2026-03-31"},
        {"2026..hier", "2026-01-01 2026-03-30"},
    }));
    CAPTURE(text);
    CHECK(shown(text) == days);
}

TEST_CASE("what names no days is told from what does", "[search][date]") {
    const auto* text = GENERATE("", "2013-13", "2013-00", "2013-02-30", "13", "201a", "2013-7",
                                "..", "2015..2013", "-j", "-7x", "demain", "2013-07-01..x", "0000");
    CAPTURE(text);
    CHECK_FALSE(parse_day_range(text, kToday));
}
