#include "base/utf8.hpp"

#include <catch2/catch.hpp>

using namespace kiosque;

TEST_CASE("well-formed UTF-8 is told from malformed bytes", "[base][utf8]") {
    const auto [bytes, is_valid] = GENERATE(table<std::string, bool>({
        {"", true},
        {"l’été", true},
        {"\xF0\x9F\x8C\x8D", true},
        {"\xFF", false},
        {"\xC3", false},              // cut short
        {"\xC0\xAF", false},          // overlong
        {"\xE0\x80\xAF", false},      // overlong
        {"\xED\xA0\x80", false},      // surrogate
        {"\xF4\x90\x80\x80", false},  // above U+10FFFF
        {"a\x80z", false},
    }));
    CAPTURE(bytes);
    CHECK(is_valid_utf8(bytes) == is_valid);
}

TEST_CASE("a malformed byte counts as one character, so that scanning moves on", "[base][utf8]") {
    CHECK(decode_utf8("\xFFz", 0).bytes == 1);
    CHECK(decode_utf8("\xFFz", 0).value == 0xFFFD);
    CHECK(count_code_points("é\xFFz") == 3);
}

TEST_CASE("a text is cut between characters, never inside one", "[base][utf8]") {
    CHECK(cut_utf8("été", 3) == "ét");
    CHECK(cut_utf8("été", 1).empty());
    CHECK(cut_utf8("été", 2) == "é");
    CHECK(cut_utf8("été", 5) == "été");
}

TEST_CASE("every code point survives being written and read", "[base][utf8]") {
    for (const char32_t c : {U'a', U'é', U'’', U'œ', U'哈', U'\U0001F30D'}) {
        std::string text;
        append_utf8(c, text);
        CHECK(decode_utf8(text, 0).value == c);
        CHECK(decode_utf8(text, 0).bytes == text.size());
    }
}
