#include "reading/encoding.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::reading;
using namespace std::string_literals;

TEST_CASE("the bytes of a file become text, and the encoding is told", "[indexer][encoding]") {
    struct Case {
        std::string bytes;
        std::string text;
        std::string encoding;
    };
    const auto one = GENERATE(values<Case>({
        {"", "", "UTF-8"},
        {"L'été", "L'été", "UTF-8"},
        {"\xEF\xBB\xBFL'été", "L'été", "UTF-8"},
        {"L'\xE9t\xE9", "L'été", "windows-1252"},
        {"L\x92\x9Cuvre \x80", "L’œuvre €", "windows-1252"},
        {"\xFF\xFEL\0'\0\xE9\0"s, "L'é", "UTF-16LE"},
        {"\xFE\xFF\0L\0'\0\xE9"s, "L'é", "UTF-16BE"},
        {"L\0'\0\xE9\0t\0\xE9\0"s, "L'été", "UTF-16LE"},
        {"\0L\0'\0\xE9\0t\0\xE9"s, "L'été", "UTF-16BE"},
        {"\xFF\xFE\0\0\xE9\0\0\0"s, "é", "UTF-32LE"},
        {"\0\0\xFE\xFF\0\0\0\xE9"s, "é", "UTF-32BE"},
        {"Le caf\x8E et l'\x8Et\x8E, \x88 No\x91l", "Le café et l'été, à Noël", "macintosh"},
        {"Le caf\x82 et l'\x82t\x82, \x85 No\x89l", "Le café et l'été, à Noël", "ibm-850"},
        {"e\u0301te\u0301", "\u00E9t\u00E9", "UTF-8"},
    }));
    CAPTURE(one.bytes);
    const DecodedText decoded = decode_text(one.bytes);
    CHECK(decoded.text == one.text);
    CHECK(decoded.encoding == one.encoding);
    CHECK(decoded.warnings.empty());
}

TEST_CASE("a declared charset counts where the bytes are not UTF-8", "[indexer][encoding]") {
    const auto [declared, bytes, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"iso-8859-15", "10 \xA4", "10 €"},
        {"ISO-8859-1", "10 \x80", "10 €"},  // read as Windows-1252, as browsers do
        {"windows-1251", "\xCC\xEE\xF1\xEA\xE2\xE0", "Москва"},
        {"windows-1251", "été", "été"},  // it is UTF-8 all the same
        {"utf-8", "\xE9t\xE9", "été"},
        {"utf-7", "\xE9t\xE9", "été"},
        {"klingon", "\xE9t\xE9", "été"},
    }));
    CAPTURE(declared, bytes);
    CHECK(decode_text(bytes, declared).text == expected);
}

TEST_CASE("UTF-8 with a few broken bytes stays UTF-8, with a warning", "[indexer][encoding]") {
    const DecodedText one = decode_text("été \xE9t\u00E9 à Noël");
    CHECK(one.text == "été \uFFFDté à Noël");
    CHECK(one.encoding == "UTF-8");
    CHECK(one.warnings == std::vector<std::string>{"1 byte is not valid UTF-8 and became U+FFFD"});

    const DecodedText cut_short = decode_text("été\xE2\x80");
    CHECK(cut_short.encoding == "UTF-8");
    CHECK(cut_short.warnings ==
          std::vector<std::string>{"2 bytes are not valid UTF-8 and became U+FFFD"});
}

TEST_CASE("another script is left to ICU's guess", "[indexer][encoding]") {
    const std::string russian =  // "Москва и Астана подписали новое соглашение" in windows-1251
        "\xCC\xEE\xF1\xEA\xE2\xE0 \xE8 \xC0\xF1\xF2\xE0\xED\xE0 "
        "\xEF\xEE\xE4\xEF\xE8\xF1\xE0\xEB\xE8 "
        "\xED\xEE\xE2\xEE\xE5 \xF1\xEE\xE3\xEB\xE0\xF8\xE5\xED\xE8\xE5";
    const DecodedText decoded = decode_text(russian);
    CHECK(decoded.encoding == "windows-1251");
    CHECK(decoded.text == "Москва и Астана подписали новое соглашение");
}

TEST_CASE("lines end in LF and control characters are gone", "[indexer][encoding]") {
    const auto [bytes, expected] = GENERATE(table<std::string, std::string>({
        {"a\r\nb\rc\nd", "a\nb\nc\nd"},
        {"a\r\r\nb", "a\n\nb"},
        {"a\tb", "a\tb"},
        {"a\x07"
         "b\x1B"
         "c\x7F",
         "abc"},
        {"a\fb\vc", "a\nb\nc"},
        {"a\u0085b\u2028c", "a\nb\nc"},
        {"a\u0080b\uFEFFc", "abc"},
    }));
    CHECK(decode_text(bytes).text == expected);
}

TEST_CASE("what is no text is refused, and the message says what it is", "[indexer][encoding]") {
    const auto [bytes, message] = GENERATE(table<std::string, std::string>({
        {"\x89PNG\r\n\x1A\n", "is a PNG image; expected text in UTF-8, UTF-16 or Windows-1252"},
        {"%PDF-1.7\n", "is a PDF document; expected text in UTF-8, UTF-16 or Windows-1252"},
        {"PK\x03\x04....",
         "is a ZIP archive or an office document; expected text in UTF-8, UTF-16 or Windows-1252"},
        {"texte\0suite"s,
         "contains NUL bytes, so it is no text; expected text in UTF-8, UTF-16 or Windows-1252"},
        {"\x01\x02\x03\x04\x05\x06\x07\x08 abc",
         "contains 8 control characters, so it is no text; expected text in UTF-8, UTF-16 or "
         "Windows-1252"},
    }));
    CHECK_THROWS_MATCHES(decode_text(bytes), Error, Catch::Message(message));
}

TEST_CASE("the charset that a page declares is found near its start", "[indexer][encoding]") {
    const auto [html, expected] = GENERATE(table<std::string, std::string>({
        {"<meta charset=\"iso-8859-15\">", "iso-8859-15"},
        {"<META CHARSET=Windows-1252>", "windows-1252"},
        {"<meta content='text/html; charset=ISO-8859-1' http-equiv=x>", "iso-8859-1"},
        {"<?xml version='1.0' encoding='utf-8'?>", "utf-8"},
        {"<p>rien</p>", ""},
    }));
    CHECK(declared_html_charset(html) == expected);
}

TEST_CASE("a file of nothing but byte order marks is read to its end", "[indexer][encoding]") {
    std::string marks;
    for (int i = 0; i < 1'000'000; ++i) marks += "\xEF\xBB\xBF";
    CHECK(decode_text(marks + "L'été", "").text.ends_with("L'été"));
}
