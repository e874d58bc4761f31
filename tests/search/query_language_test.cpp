#include "search/query_language.hpp"

#include <catch2/catch.hpp>

using kiosque::search::parse_query;

namespace {

/// A query as its parts, written shortly: words, [phrase], -excluded.
std::string parsed(const std::string& text) {
    std::string shown;
    for (const auto& part : parse_query(text)) {
        if (!shown.empty()) shown += "|";
        if (part.is_excluded) shown += "-";
        shown += part.is_phrase ? "[" + part.text + "]" : part.text;
    }
    return shown;
}

}  // namespace

TEST_CASE("a query is words, phrases and exclusions", "[search][query]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"  ", ""},
        {"énergie éolienne", "énergie éolienne"},
        {"\"communauté de destin\"", "[communauté de destin]"},
        {"« communauté de destin »", "[ communauté de destin ]"},
        {"“communauté de destin”", "[communauté de destin]"},
        {"gaz -pétrole", "gaz|-pétrole"},
        {"gaz -\"pétrole brut\" vent", "gaz|-[pétrole brut]|vent"},
        {"sino-kazakhe", "sino-kazakhe"},
        {"a - b", "a - b"},
        {"--", "--"},
        {"4 700 entreprises", "4 700 entreprises"},
    }));
    CAPTURE(text);
    CHECK(parsed(text) == expected);
}

TEST_CASE("what does not parse is words, never an error", "[search][query]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"\"", ""},
        {"médaille d'or", "médaille d'or"},
        {"\"une quote ouverte", "une quote ouverte"},
        {"(((", "((("},
        {"AND", "AND"},
        {"-", "-"},
        {"fin »", "fin »"},
    }));
    CAPTURE(text);
    CHECK(parsed(text) == expected);
}

TEST_CASE("any bytes are read to their end", "[search][query]") {
    for (int byte = 0; byte < 256; ++byte) {
        std::string text = "a" + std::string(3, static_cast<char>(byte)) + "\"-";
        CHECK_NOTHROW(parse_query(text));
    }
}
