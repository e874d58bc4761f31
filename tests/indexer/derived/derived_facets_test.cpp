#include "indexer/derived/derived_facets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include <catch2/catch.hpp>

#include "article_of.hpp"
#include "base/error.hpp"
#include "indexer/derived/countries.hpp"
#include "reading/encoding.hpp"
#include "reading/text_reader.hpp"
#include "support/seeds.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
using namespace kiosque::reading;
namespace fs = std::filesystem;

using kiosque::test::seed;

namespace {

const FacetDeriver& built_in() {
    static const FacetDeriver deriver({}, test::analyzer());
    return deriver;
}

std::vector<std::string> derived_values(const FacetDeriver& deriver, const std::string& facet,
                                        std::string_view text, std::string_view title = "") {
    const auto& names = deriver.facets();
    const auto at = std::find(names.begin(), names.end(), facet) - names.begin();
    const ArticleOf article(text, title);
    return deriver.derive(article.words, article.title_words()).at(static_cast<std::size_t>(at));
}

std::string derived(const std::string& facet, std::string_view text) {
    return listed(derived_values(built_in(), facet, text));
}

/// A table of the user, which goes away with the test.
class UserTable {
public:
    explicit UserTable(const std::string& text)
        : path_(fs::temp_directory_path() / ("kiosque-table-" + std::to_string(getpid()))) {
        std::ofstream(path_) << text;
    }
    ~UserTable() { fs::remove(path_); }
    UserTable(const UserTable&) = delete;
    UserTable& operator=(const UserTable&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

TEST_CASE("countries are known by names, adjectives and compounds", "[indexer][derived]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"le président kazakh", "Kazakhstan"},
        {"les Kazakhs", "Kazakhstan"},
        {"les ressources kazakhes", "Kazakhstan"},
        {"l'amitié sino-kazakhe", "Chine, Kazakhstan"},
        {"le forum Chine-Kazakhstan", "Chine, Kazakhstan"},
        {"le sommet Chine-Asie centrale", "Chine"},
        {"la République populaire de Chine", "Chine"},
        {"la Fédération de Russie", "Russie"},
        {"en Corée du Nord et en Corée du Sud", "Corée du Nord, Corée du Sud"},
        {"un missile nord-coréen", "Corée du Nord"},
        {"les Sud-Coréens", "Corée du Sud"},
        {"la Côte d’Ivoire", "Côte d'Ivoire"},
        {"des avocats ivoiriens", "Côte d'Ivoire"},
        {"aux États-Unis", "États-Unis"},
        {"l'armée américaine", "États-Unis"},
        {"les USA", "États-Unis"},
        {"l'Angleterre et l'Écosse", "Royaume-Uni"},
        {"la RDC, autour de Kinshasa", "République démocratique du Congo"},
        {"la République du Congo", "Congo-Brazzaville"},
        {"le Congo", ""},
        {"à Hong Kong", "Hong Kong"},
        {"en Birmanie, au Myanmar", "Birmanie"},
        {"la Tchéquie ou République tchèque", "Tchéquie"},
        {"la Turquie, ou Türkiye", "Turquie"},
        {"le Soudan du Sud", "Soudan du Sud"},
        {"la Papouasie-Nouvelle-Guinée", "Papouasie-Nouvelle-Guinée"},
        {"la Guinée équatoriale", "Guinée équatoriale"},
        {"l'île Maurice", "Île Maurice"},
        {"une Mauricienne", "Île Maurice"},
        {"Maurice et Dominique sont venus", ""},
        {"en Géorgie, près d'Atlanta", ""},
        {"en Géorgie, à Tbilissi", "Géorgie"},
        {"l'équipe de France", "France"},
        {"le Tour de France", "France"},
        {"la Grenade ibérique", ""},
    }));
    CAPTURE(text);
    CHECK(derived("pays", text) == expected);
}

TEST_CASE("what only sounds like a country names none", "[indexer][derived]") {
    const auto text = GENERATE(
        as<std::string>(), "l'océan Indien", "les Indiens d'Amérique", "un été indien",
        "des cochons d'Inde", "le golfe du Mexique", "le Nouveau-Mexique", "un petit-suisse",
        "les montagnes russes", "la communauté latino-américaine", "un pays sud-américain",
        "le monde anglo-saxon", "le lac Tchad", "en Île-de-France", "au New Jersey",
        "la Colombie-Britannique", "traduit en français", "il parle anglais", "la langue française",
        "il apprend le russe", "un cours d'italien", "le château (allemand Hauptburg)",
        "sous son sigle anglais", "sous le nom russe de Volga", "le président Hollande", "chine",
        "la niger", "L'anglais recule.", "Elle lit. L’espagnol progresse.", "un berger australien");
    CAPTURE(text);
    CHECK(derived("pays", text).empty());
}

TEST_CASE("an adjective before a name is no language", "[indexer][derived]") {
    CHECK(derived("pays", "le français Renault") == "France");
    CHECK(derived("pays", "L'Américain rit") == "États-Unis");
}

TEST_CASE("every country has the name that readers know", "[indexer][derived]") {
    CHECK(name_countries("KZ\tkazakh\n\n# x\nHK Hong Kong\n-\tocéan Indien\n") ==
          "Kazakhstan\tkazakh\n\n# x\nHong Kong\n-\tocéan Indien\n");
    CHECK_THROWS_MATCHES(name_countries("KZ\nChine\tsino-\n"), Error,
                         Catch::Message("indexer/gazetteers/pays.tsv:2: a line must begin with the "
                                        "ISO 3166 code of a country, but is 'Chine'"));
}

TEST_CASE("the longest name counts", "[indexer][derived]") {
    const std::string text = "l'Organisation de coopération de Shanghai";
    CHECK(derived("organisation", text) == "Organisation de coopération de Shanghai");
    CHECK(derived("lieu", text).empty());
}

TEST_CASE("values stand in the order of the article, each once", "[indexer][derived]") {
    CHECK(derived("pays", "La Chine, le Japon, les Chinois et Cuba") == "Chine, Japon, Cuba");
}

TEST_CASE("a facet that is off is not derived but still protects others", "[indexer][derived]") {
    const FacetDeriver deriver({{"organisation", "annee"}, {}}, test::analyzer());
    CHECK(deriver.facets() == std::vector<std::string>{"pays", "lieu", "personne", "theme"});
    CHECK(derived_values(deriver, "lieu", "l'Organisation de coopération de Shanghai en 2013")
              .empty());
    CHECK_THROWS_MATCHES(
        FacetDeriver({{"pay"}, {}}, test::analyzer()), Error,
        Catch::Message("the facet 'pay' is not derived, so it cannot be put off; those are pays, "
                       "organisation, lieu, personne, theme, annee"));
}

TEST_CASE("a table of the user makes a new facet or joins one", "[indexer][derived]") {
    const UserTable table("Trifouilly-les-Oies\n-\tPékin\nChine\n");
    DerivationOptions options;
    options.gazetteers["lieu"].push_back(table.path());
    options.gazetteers["region"].push_back(table.path());
    const FacetDeriver deriver(options, test::analyzer());
    CHECK(deriver.facets().back() == "region");
    CHECK(listed(derived_values(deriver, "lieu", "à Trifouilly-les-oies, Pékin")) ==
          "Trifouilly-les-Oies");
    // The same words may be a country and a region of the user's.
    CHECK(listed(derived_values(deriver, "pays", "la Chine")) == "Chine");
    CHECK(listed(derived_values(deriver, "region", "la Chine")) == "Chine");
}

TEST_CASE("a table of the user that cannot be used is refused", "[indexer][derived]") {
    DerivationOptions options;
    options.gazetteers["lieu"].emplace_back("/nowhere/lieux.tsv");
    CHECK_THROWS_MATCHES(FacetDeriver(options, test::analyzer()), Error,
                         Catch::Message("cannot read the table of names /nowhere/lieux.tsv: No "
                                        "such file or directory"));
    const UserTable table("Paris\nNice (\n");
    options.gazetteers["lieu"] = {table.path()};
    CHECK_THROWS_MATCHES(
        FacetDeriver(options, test::analyzer()), Error,
        Catch::Predicate<Error>([&](const Error& error) {
            return std::string(error.what()).starts_with(table.path().string() + ":2: ");
        }));
}

TEST_CASE("the seeds name countries, organisations, places and years",
          "[indexer][derived][seeds]") {
    struct Expected {
        std::string number;
        std::vector<std::string> organisations;
        std::vector<std::string> places;
        bool has_2013;
    };
    const auto expected = GENERATE(Catch::Generators::values<Expected>(
        {{"000", {}, {}, false},
         {"001",
          {"Nations unies", "Organisation de coopération de Shanghai"},
          {"Zhanatas", "Lianyungang"},
          false},
         {"002",
          {"Nations unies", "Organisation de coopération de Shanghai", "BRICS"},
          {"Zhanatas"},
          false},
         {"003", {}, {"Horgos"}, true},
         {"004", {}, {}, false}}));
    CAPTURE(expected.number);
    const std::string bytes = seed(expected.number);
    if (bytes.empty()) return;
    const ReadArticle read = read_text(decode_text(bytes).text);
    const auto all = [&](const char* facet) {
        return derived_values(built_in(), facet, read.article.body, read.article.title);
    };
    const auto has = [](const std::vector<std::string>& list, const std::string& value) {
        return std::find(list.begin(), list.end(), value) != list.end();
    };
    auto countries = all("pays");
    std::sort(countries.begin(), countries.end());
    CHECK(countries == std::vector<std::string>{"Chine", "Kazakhstan"});
    for (const auto& name : expected.organisations) CHECK(has(all("organisation"), name));
    for (const auto& name : expected.places) CHECK(has(all("lieu"), name));
    CHECK(has(all("lieu"), "Shanghai") == false);
    CHECK(has(all("annee"), "2013") == expected.has_2013);
}
