#include "text/dates.hpp"
#include "text/paris_day.hpp"

#include <catch2/catch.hpp>

using namespace kiosque;
using namespace kiosque::text;

namespace {

std::string read(std::string_view text) {
    const auto day = parse_article_date(text);
    return day ? format_iso_day(*day) : "none";
}

}  // namespace

TEST_CASE("the dates that articles carry are read", "[text][dates]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"2024-07-03", "2024-07-03"},
        {"  2024-07-03\n", "2024-07-03"},
        {"2024/07/03", "2024-07-03"},
        {"20240703", "2024-07-03"},
        {"20240703T101500", "2024-07-03"},
        {"2024-07-03T10:15:00", "2024-07-03"},
        {"2024-07-03 10:15", "2024-07-03"},
        {"2024-07-03T10:15:00.123456+02:00", "2024-07-03"},
        {"Wed, 03 Jul 2024 10:00:00 +0200", "2024-07-03"},
        {"3 Jul 2024 10:00:00 GMT", "2024-07-03"},
        {"3 juillet 2024", "2024-07-03"},
        {"3 juil. 2024", "2024-07-03"},
        {"le 3 juillet 2024", "2024-07-03"},
        {"mercredi 1er juin 2024 à 10h", "2024-06-01"},
        {"Mercredi 3 Juillet 2024, 10h30", "2024-07-03"},
        {"3 juillet 2024 - 10:30", "2024-07-03"},
        {"3 juillet 2024 à 10 h 30", "2024-07-03"},  // no-break spaces
        {"15 AOÛT 1914", "1914-08-15"},
        {"15 aout 1914", "1914-08-15"},
        {"1er février 2023", "2023-02-01"},
        {"mar. 2 janv. 2024", "2024-01-02"},  // mardi, not March
        {"03/07/2024", "2024-07-03"},         // day first
        {"3/7/2024", "2024-07-03"},
        {"03.07.2024", "2024-07-03"},
        {"03/07/2024 à 10h30", "2024-07-03"},
        {"July 3, 2024", "2024-07-03"},
        {"Mar 3, 2024", "2024-03-03"},
        {"29 février 2024", "2024-02-29"},
    }));
    CAPTURE(text);
    CHECK(read(text) == expected);
}

TEST_CASE("what names no day gives no date", "[text][dates]") {
    const auto text =
        GENERATE(as<std::string>(), "", "hier", "juillet 2024", "2024", "2024-07", "2024-02-30",
                 "30 février 2024", "31/04/2024", "07/13/2024", "0999-01-01", "0000-00-00",
                 "03/07/24", "2024-07-03T25:00:00Z", "2024-07-03T10:61", "2024-07-03 environ",
                 "3 juillet 2024 environ", "03/07.2024", "202407031", "-2024-07-03",
                 "3 brumaire 2024", "2024-07-03T10:00+99:00", "2024-07-03,", "\xFF\xFE");
    CAPTURE(text);
    CHECK(read(text) == "none");
}

TEST_CASE("an instant falls on the day that it was in Paris", "[text][dates]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"2024-07-03T21:59:59Z", "2024-07-03"},
        {"2024-07-03T22:00:00Z", "2024-07-04"},  // summer time: two hours
        {"2024-01-03T22:59:59Z", "2024-01-03"},
        {"2024-01-03T23:00:00Z", "2024-01-04"},  // winter time: one hour
        {"2024-07-03T23:30:00Z", "2024-07-04"},
        {"20240703T233000Z", "2024-07-04"},
        {"2024-07-04T00:30:00+08:00", "2024-07-03"},
        {"Wed, 03 Jul 2024 20:00:00 -0500", "2024-07-04"},
        {"2023-12-31T23:30:00+00:00", "2024-01-01"},
        {"2024-07-03T23:30:00+02:00", "2024-07-03"},
    }));
    CAPTURE(text);
    CHECK(read(text) == expected);
}

TEST_CASE("today in Paris is within a day of universal time", "[text][dates]") {
    const auto utc = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    CHECK(today_in_paris() >= utc);
    CHECK(today_in_paris() <= utc + std::chrono::days(1));
}
