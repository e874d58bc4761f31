#include "search/date_buckets.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "search/day_range.hpp"

using namespace kiosque;
using namespace kiosque::search;

namespace {

Day day(int year, unsigned month, unsigned number) {
    return Day(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number));
}

std::string bucket(Day of, DateStep step) {
    return date_bucket_name(date_bucket(of, step), step);
}

}  // namespace

TEST_CASE("ISO weeks belong to the year of their Thursday", "[search][dates]") {
    const auto [of, week] = GENERATE(table<Day, std::string>({
        {day(2013, 12, 29), "2013-W52"},
        {day(2013, 12, 30), "2014-W01"},
        {day(2016, 1, 3), "2015-W53"},
        {day(2016, 1, 4), "2016-W01"},
        {day(2020, 12, 31), "2020-W53"},
        {day(2021, 1, 1), "2020-W53"},
        {day(2021, 1, 4), "2021-W01"},
        {day(2024, 12, 29), "2024-W52"},
        {day(2024, 12, 30), "2025-W01"},
        {day(1969, 12, 31), "1970-W01"},
        {day(1968, 12, 29), "1968-W52"},
    }));
    CAPTURE(of.time_since_epoch().count());
    CHECK(bucket(of, DateStep::week) == week);
}

TEST_CASE("a filter by the name of a step takes just its days", "[search][dates]") {
    for (const auto step : {DateStep::year, DateStep::month, DateStep::week, DateStep::day}) {
        for (Day each = day(1999, 12, 1); each < day(2005, 2, 1); each += std::chrono::days(1)) {
            const std::string name = bucket(each, step);
            CAPTURE(name, format_iso_day(each));
            const auto range = parse_day_range(name, each);
            REQUIRE(range);
            REQUIRE((*range->first <= each && each <= *range->last));
            REQUIRE(bucket(*range->first, step) == name);
            REQUIRE(bucket(*range->last, step) == name);
            REQUIRE(bucket(*range->last + std::chrono::days(1), step) != name);
            REQUIRE(date_bucket(*range->last + std::chrono::days(1), step) ==
                    date_bucket(each, step) + 1);
        }
    }
}

TEST_CASE("a week that its year does not have is none", "[search][dates]") {
    const auto text = GENERATE(as<std::string>(), "2013-W00", "2013-W53", "2013-W54", "2013-W5",
                               "2013-W005", "2013W05", "2013-w05x");
    CAPTURE(text);
    CHECK_FALSE(parse_iso_range(text, day(2013, 7, 1)));
}
