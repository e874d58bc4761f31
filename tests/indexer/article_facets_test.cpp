#include "indexer/article_facets.hpp"

#include <map>

#include <catch2/catch.hpp>

#include "indexer/document_builder.hpp"
#include "support/facets.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::indexer;

namespace {

using index::FacetKind;
using Values = std::vector<std::string>;

IndexerConfig config_of(const std::string& name, FacetKind kind, Values keys) {
    return {{{{name, kind, index::FacetOrigin::configured, ""}, std::move(keys)}}, {}};
}

/// The values of one facet of an article.
Values values_of(const ArticleFacets& facets, const Article& article, const std::string& name) {
    const auto rows = analyze_article(article, facets, test::analyzer()).facets;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (facets.definitions()[i].name == name) return rows[i];
    }
    FAIL("there is no facet " + name);
    return {};
}

Values configured(FacetKind kind, Values written) {
    const ArticleFacets facets(config_of("champ", kind, {"cle"}), test::analyzer());
    Article article = test::article("a", "Titre", "Texte.");
    article.more["cle"] = std::move(written);
    return values_of(facets, article, "champ");
}

}  // namespace

TEST_CASE("declared values become values of their facet's type", "[indexer][facets]") {
    const auto [kind, written, expected] = GENERATE(table<FacetKind, Values, Values>({
        {FacetKind::values, {"a", "b", "a", " ", "c "}, {"a", "b", "c"}},
        {FacetKind::value, {"a", "b"}, {"a"}},
        {FacetKind::number,
         {"12", "12,50", "1 200", "1\u202f200,5", "-3", "+4", "0.30"},
         {"12", "12.5", "1200", "1200.5", "-3", "4", "0.3"}},
        {FacetKind::number,
         {"cher", "12 €", "", "1e3", "nan", "1,2,3", "10, 20", "12 50", "1 20 300"},
         {}},
        {FacetKind::date, {"2024-07-03", "3 juillet 2024", "bientôt"}, {"2024-07-03"}},
        {FacetKind::hierarchy,
         {"Économie>Énergie", "Sport", " > "},
         {"Économie", "Économie > Énergie", "Sport"}},
    }));
    CAPTURE(written);
    CHECK(configured(kind, written) == expected);
}

TEST_CASE("a value that its facet cannot have is a warning", "[indexer][facets]") {
    const ArticleFacets facets(config_of("prix", FacetKind::number, {"tarif"}), test::analyzer());
    Article article = test::article("a", "Titre", "Texte.");
    article.more["tarif"] = {"12", "cher"};
    CHECK(facets.warnings(article) ==
          Values{"the value 'cher' of 'tarif' is left out of the facet 'prix'; expected a number, "
                 "for instance 12,5"});
}

TEST_CASE("fields that every article may have can be facets, too", "[indexer][facets]") {
    const ArticleFacets facets(config_of("langue", FacetKind::value, {"lang"}), test::analyzer());
    Article article = test::article("a", "Titre", "Texte.");
    article.language = "fr";
    CHECK(values_of(facets, article, "langue") == Values{"fr"});
}

TEST_CASE("an article that declares nothing gets facets from its text", "[indexer][facets]") {
    const Article article = test::article("a", "Un accord", "La Chine et le Kazakhstan signent.");
    CHECK(values_of(test::facets(), article, "pays") == Values{"Chine", "Kazakhstan"});
}

TEST_CASE("what an article declares stands in place of what would be derived",
          "[indexer][facets]") {
    Article article = test::article("a", "Un accord", "La Chine et le Kazakhstan signent.");
    article.more["pays"] = {"Mongolie"};
    CHECK(values_of(test::facets(), article, "pays") == Values{"Mongolie"});
}

TEST_CASE("a derived facet can be switched off", "[indexer][facets]") {
    IndexerConfig config;
    config.derivation.off = {"pays"};
    const ArticleFacets facets(config, test::analyzer());
    for (const auto& facet : facets.definitions()) CHECK(facet.name != "pays");
}

TEST_CASE("the values of an article are limited in number and length", "[indexer][facets]") {
    Values many;
    for (std::size_t i = 0; i < ArticleFacets::kMostValues + 10; ++i) {
        many.push_back(std::to_string(i));
    }
    CHECK(configured(FacetKind::values, many).size() == ArticleFacets::kMostValues);
    const std::string longest(ArticleFacets::kLongestValue, 'x');
    CHECK(configured(FacetKind::values, {longest + "yz"}) == Values{longest});
}

TEST_CASE("a path that is too long loses its lowest steps", "[indexer][facets]") {
    std::string path = "a";
    for (int i = 0; i < 100'000; ++i) path += ">a";
    const Values values = configured(FacetKind::hierarchy, {path});
    REQUIRE_FALSE(values.empty());
    CHECK(values.back().size() <= ArticleFacets::kLongestValue);
    CHECK(values.back() == index::hierarchy_path(values.back()));
}

TEST_CASE("an article of very many persons and numbers is read in time", "[indexer][facets]") {
    Article article = test::article("a", "Titre", "");
    for (int i = 0; i < 20'000; ++i) {
        article.body += "avec Jean Nom" + std::to_string(i % 5000) + "a, ";
    }
    article.more["annee"] = {std::string(2'000'000, '1'), std::string(1'000'000, ' ') + "1"};
    CHECK(values_of(test::facets(), article, "annee").empty());
}
