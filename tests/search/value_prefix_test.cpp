#include "search/value_prefix.hpp"

#include <catch2/catch.hpp>

#include "text/normalization.hpp"

using namespace kiosque;
using search::ValuePrefix;

TEST_CASE("values are found by the beginnings of their words", "[search][facets]") {
    const auto [typed, value, fits] = GENERATE(table<std::string, std::string, bool>({
        {"", "Kazakhstan", true},
        {"kaz", "Kazakhstan", true},
        {"KAZ", "Kazakhstan", true},
        {"stan", "Kazakhstan", false},
        {"tok", "Kassym-Jomart Tokayev", true},
        {"tok kas", "Kassym-Jomart Tokayev", true},
        {"jomart t", "Kassym-Jomart Tokayev", true},
        {"jomart z", "Kassym-Jomart Tokayev", false},
        {"economie", "Économie > Énergie", true},
        {"éner", "Économie > Énergie", true},
        {"ile de", "L'Île-de-France", true},
        {"l'île", "L’Île-de-France", true},
        {"oeuvre", "Œuvre", true},
        {"!", "Kazakhstan", true},
    }));
    CAPTURE(typed, value);
    CHECK(ValuePrefix(typed).fits(text::fold_words(value)) == fits);
}

TEST_CASE("children stand right below their parent", "[search][facets]") {
    CHECK(search::is_child("Économie > Énergie", "Économie"));
    CHECK_FALSE(search::is_child("Économie > Énergie > Gaz", "Économie"));
    CHECK_FALSE(search::is_child("Économie", "Économie"));
    CHECK_FALSE(search::is_child("Économies > Énergie", "Économie"));
}
