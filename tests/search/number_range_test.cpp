#include "search/number_range.hpp"

#include <catch2/catch.hpp>

using namespace kiosque::search;

TEST_CASE("a number range has one end, two, or is a number", "[search][facets]") {
    using End = std::optional<double>;
    const auto [text, first, last, is_open] = GENERATE(table<std::string, End, End, bool>({
        {"10", 10, 10, false},
        {"-2.5", -2.5, -2.5, false},
        {"10..20", 10, 20, false},
        {"10..<20", 10, 20, true},
        {"10..", 10, {}, false},
        {"..20", {}, 20, false},
        {"..<20", {}, 20, true},
        {"-5..-3", -5, -3, false},
    }));
    CAPTURE(text);
    const auto range = parse_number_range(text);
    REQUIRE(range);
    CHECK(range->first == first);
    CHECK(range->last == last);
    CHECK(range->excludes_last == is_open);
}

TEST_CASE("what is no number range is refused", "[search][facets]") {
    const auto text = GENERATE(as<std::string>(), "", "..", "dix", "1,5", "20..10", "10..<", "1e3",
                               "inf", "nan", "10...20", " 10", "0x10");
    CAPTURE(text);
    CHECK_FALSE(parse_number_range(text));
}

TEST_CASE("a number range is written in one way", "[search][facets]") {
    const auto [text, written] = GENERATE(table<std::string, std::string>({
        {"10.0", "10"},
        {"10..10", "10"},
        {"10.50..20.0", "10.5..20"},
        {"..<20.0", "..<20"},
        {"010..", "10.."},
        {"-0", "0"},
    }));
    CAPTURE(text);
    CHECK(write_number_range(parse_number_range(text).value()) == written);
}
