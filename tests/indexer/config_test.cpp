#include "indexer/config.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::indexer;

namespace {

IndexerConfig read(const test::TemporaryFolder& folder, const std::string& toml) {
    return read_config_file(folder.write("index.toml", toml));
}

}  // namespace

TEST_CASE("the configuration names facets, tables and what is not derived", "[indexer][config]") {
    const test::TemporaryFolder folder;
    const IndexerConfig config = read(folder, R"toml(
[facets.prix]
type = "number"
keys = ["prix", "Price"]
label = "Prix (€)"

[facets.langue]
keys = ["lang"]

[derived]
personne = false
pays = true

[gazetteers]
lieu = ["communes.tsv", "sites/parcs.tsv"]
)toml");
    REQUIRE(config.facets.size() == 2);
    CHECK(config.facets[0].facet == index::FacetDefinition{"langue", index::FacetKind::values,
                                                           index::FacetOrigin::configured, ""});
    CHECK(config.facets[0].keys == std::vector<std::string>{"lang"});
    CHECK(config.facets[1].facet == index::FacetDefinition{"prix", index::FacetKind::number,
                                                           index::FacetOrigin::configured,
                                                           "Prix (€)"});
    CHECK(config.facets[1].keys == std::vector<std::string>{"prix", "price"});
    CHECK(config.derivation.off == std::set<std::string>{"personne"});
    CHECK(config.derivation.gazetteers.at("lieu") ==
          std::vector<std::filesystem::path>{folder.path() / "communes.tsv",
                                             folder.path() / "sites/parcs.tsv"});
}

TEST_CASE("a wrong line of the configuration is refused, and the message says what to write",
          "[indexer][config]") {
    const auto [toml, message] = GENERATE(table<std::string, std::string>({
        {"[facets.prix]\ntype = \"nombre\"",
         ":2: 'facets.prix.type' must be one of value, values, hierarchy, number, date"},
        {"[facets.prix]\ntipe = \"number\"",
         ":2: 'facets.prix.tipe' is no key of a facet, which has type, keys and label"},
        {"[facets.prix]\nkeys = \"prix\"",
         ":2: 'facets.prix.keys' must be a list of texts, such as [\"a\", \"b\"]"},
        {"[facets.prix]\nkeys = []", ":2: 'facets.prix.keys' must not be empty"},
        {"[facets.tags]\n",
         ":1: 'tags' is a name that every index has already; choose another one"},
        {"[facets.date]\n",
         ":1: 'date' is a name that every index has already; choose another one"},
        {"[facets.Prix]\n",
         ":1: 'Prix' cannot name a facet: expected lower-case letters, digits, '-' and '_', at "
         "most "
         "40 bytes"},
        {"[facets.\"a:b\"]\n",
         ":1: 'a:b' cannot name a facet: expected lower-case letters, digits, '-' and '_', at most "
         "40 bytes"},
        {"[derived]\nvilles = false",
         ":2: 'derived.villes' is no facet that is derived; there are pays, organisation, lieu, "
         "personne, theme, annee"},
        {"[derived]\npays = \"non\"", ":2: 'derived.pays' must be true or false"},
        {"[gazetteers]\nlieu = \"a.tsv\"",
         ":2: 'gazetteers.lieu' must be a list of texts, such as [\"a\", \"b\"]"},
        {"[facets.pays]\ntype = \"number\"",
         ":1: 'facets.pays' holds what is derived from texts, and must be of type value, values or "
         "hierarchy"},
        {"[gazetteers]\nannee = [\"a.tsv\"]",
         ":2: 'gazetteers.annee' has no names to find: years are numbers"},
        {"port = 8080",
         ":1: 'port' is no part of the indexer's configuration, which has facets, derived and "
         "gazetteers"},
    }));
    const test::TemporaryFolder folder;
    CAPTURE(toml);
    CHECK_THROWS_MATCHES(read(folder, toml), Error,
                         Catch::Message((folder.path() / "index.toml").string() + message));
}

TEST_CASE("a configuration that is no TOML is refused by its line", "[indexer][config]") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH(read(folder, "[facets\nx"), Catch::Contains("index.toml:1 is no TOML"));
    CHECK_THROWS_AS(read_config_file(folder.path() / "missing.toml"), Error);
}

TEST_CASE("a change of a table changes the state of the configuration", "[indexer][config]") {
    const test::TemporaryFolder folder;
    folder.write("sites.tsv", "Zhanatas\n");
    const auto file = folder.write("index.toml", "[gazetteers]\nlieu = [\"sites.tsv\"]\n");
    const std::string before = config_state(file);
    folder.write("sites.tsv", "Zhanatas\tJanatas\n");
    CHECK(config_state(file) != before);
}
