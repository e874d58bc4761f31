#include "text/collation.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace kiosque::text;

TEST_CASE("names stand in the order of a French dictionary", "[text][collation]") {
    const std::vector<std::string> expected = {
        "cote",     "Cote", "coté", "côte",   "Côte",   "côté",    "eau",    "École",
        "écologie", "œuf",  "oie",  "Tome 2", "Tome 9", "Tome 10", "Zambie", "Žižek"};
    std::vector<std::string> sorted(expected.rbegin(), expected.rend());
    const FrenchCollator collator;
    std::sort(sorted.begin(), sorted.end(),
              [&](const auto& a, const auto& b) { return collator.is_before(a, b); });
    CHECK(sorted == expected);
}

TEST_CASE("sort keys order as names are compared", "[text][collation]") {
    const FrenchCollator collator;
    const std::vector<std::string> names = {"",    "a",  "A",      "à",       "aa",    "b c",
                                            "b-c", "bc", "É",      "e\u0301", "L'eau", "l’eau",
                                            "10",  "9",  "\u202f", "œ",       "oe"};
    for (const auto& a : names) {
        for (const auto& b : names) {
            CAPTURE(a, b);
            CHECK(collator.is_before(a, b) == (collator.sort_key(a) < collator.sort_key(b)));
        }
    }
}
