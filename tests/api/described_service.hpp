#pragma once

#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "api/openapi_document.hpp"
#include "api/service.hpp"
#include "search/engine.hpp"
#include "support/test_index.hpp"

/// The service that the document describes, running over a real index.
namespace kiosque::test {

inline constexpr const char* kWriteKey = "a-key-for-the-tests";
inline constexpr const char* kFullArticle = "energie/parc-eolien-de-zhanatas.md";

/// An index with facets of every type and origin, over an article that has a value of each and one
/// that has none.
struct Running {
    static std::vector<Article> articles() {
        Article bare = test::article("bare", "Un titre", "Un parc éolien.");
        Article full = test::article(kFullArticle, "Le parc",
                                     "Le grand parc éolien du Kazakhstan. Une éolienne.");
        full.date = Day(std::chrono::days(19'000));
        full.url = "https://www.example.org/parc";
        full.source = "Kiosque Terrain";
        full.authors = {"Pôle énergie", "Rédaction"};
        full.section = "Économie > Énergie";
        full.tags = {"Chine", "Kazakhstan"};
        full.description = "Un parc.";
        full.language = "fr";
        full.more = {{"format", {"brève"}},
                     {"matiere", {"Vent > Éoliennes"}},
                     {"prix", {"12,50", "1 200"}},
                     {"sortie", {"2024-07-03"}},
                     {"sujet", {"vent", "steppe"}}};
        return {bare, full};
    }
    static indexer::IndexerConfig config() {
        const auto facet = [](const std::string& name, index::FacetKind kind,
                              const std::string& label) {
            return indexer::ConfiguredFacet{{name, kind, index::FacetOrigin::configured, label},
                                            {name}};
        };
        indexer::IndexerConfig made;
        made.facets = {facet("format", index::FacetKind::value, ""),
                       facet("matiere", index::FacetKind::hierarchy, "Matière"),
                       facet("prix", index::FacetKind::number, "Prix (€)"),
                       facet("sortie", index::FacetKind::date, ""),
                       facet("sujet", index::FacetKind::values, "")};
        return made;
    }

    test::TestIndex index{articles(), config()};
    search::Engine engine{index.path()};
    api::Writing writing{index::Inbox(index.path()), api::AccessKey(kWriteKey)};
    api::Service service{engine, {}, &writing};
    Running() { REQUIRE(engine.refresh()); }
};

/// Asked with the key, which only some addresses need.
api::Response ask_of(const api::Service& service, const std::string& path,
                     const api::Parameters& parameters, const std::string& method);

/// The service without an index.
api::Response ask_without_index(const std::string& path, const api::Parameters& parameters,
                                const std::string& method = "GET");

const Running& running();

api::Response ask(const std::string& path, const api::Parameters& parameters);

/// The facets of the index that is asked, as it describes them, that of dates among them.
const Json& served_facets();

/// The parameters of an address; none of one that is not described.
Json parameters_of(const std::string& path);

/// A path that can be asked for: what stands in it replaced by its example.
std::string example_path(std::string path);

bool is_accepted(const std::string& path, const api::Parameters& parameters);

std::set<std::string> described_paths();

/// Those that are read with GET.
std::set<std::string> read_paths();

/// The addresses of the service, as it names them to who has lost his way.
std::set<std::string> served_paths();

/// The parameters of an address, without those that stand in its path.
std::vector<Json> query_parameters(const std::string& path);

std::string as_text(const Json& value);

/// A parameter that stands for names of its own, those of the properties of its schema.
bool has_free_names(const Json& parameter);

/// A parameter and its value as they stand in a URL.
api::Parameters in_url(const Json& parameter, const Json& value);

/// The parameters that an address cannot do without, but for `name`.
api::Parameters required_beside(const std::string& path, const std::string& name);

/// The name of a facet of the index.
std::string facet_of_type(const std::string& type);

bool takes(const std::string& path, const Json& parameter, const Json& value);

bool ignores_parameters(const std::string& path);

/// Calls `check(path, parameter)` for every parameter of every address.
template <typename Check>
void for_each_parameter(Check check) {
    for (const auto& path : described_paths()) {
        for (const auto& parameter : query_parameters(path)) {
            CAPTURE(path, parameter["name"].get<std::string>());
            check(path, parameter);
        }
    }
}

}  // namespace kiosque::test
