#include "indexer/derived/years.hpp"

#include <catch2/catch.hpp>

#include "article_of.hpp"

using namespace kiosque::indexer;

TEST_CASE("a number is a year only where the text says so", "[indexer][derived]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"en 2013, puis", "2013"},
        {"En 2013 l'usine ferme", "2013"},
        {"depuis 1992", "1992"},
        {"dès 1992", "1992"},
        {"des 2000 morts", ""},
        {"juin 2024", "2024"},
        {"le 1er janv. 2024", "2024"},
        {"l'an 2000", "2000"},
        {"fin 2019", "2019"},
        {"en 2000 av. J.-C.", ""},
        {"en 1200 avant notre ère", ""},
        {"mi-2019", "2019"},
        {"l'année 2013", "2013"},
        {"les années 1980", ""},
        {"de 1998 à 2003", "1998, 2003"},
        {"entre 1998 et 2003", "1998, 2003"},
        {"(1954)", "1954"},
        {"(1954-1962)", "1954, 1962"},
        {"(Seuil, 1954) et", "1954"},
        {"(page 12, article 1954) et", ""},
        {"en 2013-2015", "2013, 2015"},
        {"la saison 2013/2014", "2013, 2014"},
        {"en 2013, 2014 et 2016", "2013, 2014, 2016"},
        {"2013-07-01", "2013"},
        {"le 01/07/2013", "2013"},
        {"le 01-07-2013", "2013"},
        {"la crise de 2008", "2008"},
        {"les élections de 2022", "2022"},
        {"l'Exposition universelle de 1900", "1900"},
        {"celle de 2013", "2013"},
        {"2000 euros", ""},
        {"en 2000 exemplaires", ""},
        {"vers 2000 euros", ""},
        {"après 1500 mètres", ""},
        {"1500 habitants", ""},
        {"de 1500 à 2000 euros", ""},
        {"4.700 entreprises", ""},
        {"en 4.700 lieux", ""},
        {"en 1 500 lieux", ""},
        {"en 2,013", ""},
        {"RN 2013", ""},
        {"l'article 1382", ""},
        {"les articles 1382-1384", ""},
        {"n° 1984", ""},
        {"page 2013", ""},
        {"2024 entreprises", ""},
        {"01 45 20 13 20", ""},
        {"en 0999", ""},
        {"en 2101", ""},
        {"en 3000", ""},
    }));
    CAPTURE(text);
    const ArticleOf article(text);
    std::vector<std::string> years;
    for (const auto& mention : find_years(article.words)) {
        CHECK(mention.facet == "annee");
        years.push_back(mention.value);
    }
    CHECK(listed(years) == expected);
}
