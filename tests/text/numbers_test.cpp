#include "text/numbers.hpp"

#include <catch2/catch.hpp>

using kiosque::text::scan_number;

TEST_CASE("a number is one term however its thousands are written", "[text][numbers]") {
    const auto [written, canonical] = GENERATE(table<std::string, std::string>({
        {"4700", "4700"},
        {"4 700", "4700"},
        {"4\u00A0700", "4700"},
        {"4\u202F700", "4700"},
        {"4\u2009700", "4700"},
        {"4.700", "4700"},
        {"1 234 567", "1234567"},
        {"1.000.000,50", "1000000.50"},
        {"28,6", "28.6"},
        {"28.6", "28.6"},
        {"49.3", "49.3"},
        {"2013", "2013"},
        {"007", "007"},
    }));
    CAPTURE(written);
    const auto number = scan_number(written, 0);
    REQUIRE(number);
    CHECK(number->canonical == canonical);
    CHECK(number->end == written.size());
}

TEST_CASE("numbers that stand side by side are not run together", "[text][numbers]") {
    const auto [text, canonical] = GENERATE(table<std::string, std::string>({
        {"2013 450 entreprises", "2013"},  // four digits are no group before thousands
        {"12 45", "12"},
        {"12 4567", "12"},
        {"3, 4", "3"},
        {"0 700", "0"},
        {"192.168.1.1", "192"},
        {"1 520 mm", "1520"},
        {"2012. Plus tard", "2012"},
    }));
    CAPTURE(text);
    REQUIRE(scan_number(text, 0));
    CHECK(scan_number(text, 0)->canonical == canonical);
}

TEST_CASE("digits that run into letters begin a word", "[text][numbers]") {
    for (const auto* text : {"12h30", "5G", "1er", "3e"}) {
        CAPTURE(text);
        CHECK_FALSE(scan_number(text, 0));
    }
}
