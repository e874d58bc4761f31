#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "support/server_process.hpp"
#include "support/test_index.hpp"

using namespace kiosque::test;
using nlohmann::json;

namespace {

/// The corpus of the product, indexed and served.
struct Corpus {
    TemporaryFolder folder;
    ProgramResult run = run_program("kiosque-index", {"--index", folder.path().string(),
                                                      std::string(KIOSQUE_SOURCE) + "/corpus"});
    ServerProcess server{folder.path()};
    HttpClient client = server.client();
};

/// Every article that a query finds, by paging.
std::vector<json> all_hits(const HttpClient& client, HttpClient::Parameters parameters) {
    std::vector<json> hits;
    parameters.emplace_back("limit", "100");
    parameters.emplace_back("offset", "0");
    while (true) {
        const json page = client.get("/v1/search", parameters).json();
        for (const auto& hit : page["hits"]) hits.push_back(hit);
        if (page["next_offset"].is_null()) return hits;
        parameters.back().second = std::to_string(page["next_offset"].get<int>());
    }
}

std::vector<std::string> values_of(const json& hit, const std::string& facet) {
    return hit["facets"].value(facet, std::vector<std::string>{});
}

bool has_any(const json& hit, const std::string& facet, const std::set<std::string>& values) {
    const auto mine = values_of(hit, facet);
    return std::any_of(mine.begin(), mine.end(), [&](const auto& v) { return values.contains(v); });
}

}  // namespace

TEST_CASE("filters and counts over the corpus equal brute force over its articles",
          "[end_to_end][corpus]") {
    const Corpus corpus;
    REQUIRE(corpus.run.exit_code == 0);
    const std::vector<std::string> facets = {"source", "auteur",       "section",  "tags", "pays",
                                             "lieu",   "organisation", "personne", "theme"};
    const std::vector<std::string> words = {
        "Kazakhstan",        "énergie",    "Chine",  "eau",      "train",   "route de la soie",
        "étudiants",         "commerce",   "espace", "histoire", "culture", "accord",
        "\"Asie centrale\"", "gaz -Chine", ""};
    std::map<std::string, std::vector<std::string>> vocabulary;
    for (const auto& hit : all_hits(corpus.client, {})) {
        for (const auto& facet : facets) {
            for (const auto& value : values_of(hit, facet)) vocabulary[facet].push_back(value);
        }
    }
    std::mt19937 random(5);
    const auto draw = [&](const auto& from) { return from[random() % from.size()]; };
    std::map<std::string, std::vector<json>> unfiltered_hits;
    for (int round = 0; round < 200; ++round) {
        const std::string query = draw(words);
        std::map<std::string, std::set<std::string>> only;
        for (std::size_t i = random() % 4; i > 0; --i) {
            const std::string facet = draw(facets);
            only[facet].insert(draw(vocabulary[facet]));
        }
        HttpClient::Parameters parameters = {{"q", query}};
        for (const auto& [facet, values] : only) {
            for (const auto& value : values) parameters.emplace_back("f." + facet, value);
        }
        CAPTURE(round, query, parameters);
        if (!unfiltered_hits.contains(query)) {
            unfiltered_hits[query] = all_hits(corpus.client, {{"q", query}});
        }
        const auto& unfiltered = unfiltered_hits.at(query);
        const auto passes = [&](const json& hit, const std::string& except) {
            return std::all_of(only.begin(), only.end(), [&](const auto& filter) {
                return filter.first == except || has_any(hit, filter.first, filter.second);
            });
        };
        auto with_facets = parameters;
        std::string wanted;
        for (const auto& facet : facets) wanted += (wanted.empty() ? "" : ",") + facet + ":1000";
        with_facets.emplace_back("facets", wanted);
        const json answer = corpus.client.get("/v1/search", with_facets).json();
        std::set<std::string> expected_ids;
        for (const auto& hit : unfiltered) {
            if (passes(hit, "")) expected_ids.insert(hit["id"]);
        }
        std::set<std::string> found_ids;
        for (const auto& hit : all_hits(corpus.client, parameters)) found_ids.insert(hit["id"]);
        REQUIRE(found_ids == expected_ids);
        REQUIRE(answer["total"] == expected_ids.size());
        for (const auto& facet : facets) {
            std::map<std::string, std::size_t> expected;
            const auto chosen = only.contains(facet) ? only.at(facet) : std::set<std::string>{};
            for (const auto& value : chosen) expected[value] = 0;
            for (const auto& hit : unfiltered) {
                if (!passes(hit, facet)) continue;
                for (const auto& value : values_of(hit, facet)) ++expected[value];
            }
            std::map<std::string, std::size_t> counted;
            for (const auto& value : answer["facets"][facet]) {
                counted[value["value"]] = value["count"];
                REQUIRE(value["selected"] == chosen.contains(value["value"]));
            }
            REQUIRE(counted == expected);
        }
    }
}

TEST_CASE("every article of the corpus is read with its metadata", "[end_to_end][corpus]") {
    const Corpus corpus;
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(KIOSQUE_SOURCE) + "/corpus")) {
        const auto name = entry.path().filename();
        const auto extension = entry.path().extension();
        if (name != "README.md" &&
            (extension == ".md" || extension == ".txt" || extension == ".html")) {
            ++files;
        }
    }
    CHECK(files >= 48);
    const auto hits = all_hits(corpus.client, {});
    CHECK(hits.size() == files);
    for (const auto& hit : hits) {
        const std::string id = hit["id"];
        CAPTURE(id);
        CHECK_FALSE(hit["title"].get<std::string>().empty());
        if (!id.ends_with(".md")) continue;
        CHECK_FALSE(hit["date"].is_null());
        CHECK_FALSE(hit["source"].is_null());
        CHECK_FALSE(hit["author"].is_null());
        CHECK(values_of(hit, "section").size() == 1);
        CHECK(values_of(hit, "tags").size() >= 2);
    }
}

TEST_CASE("nothing of a page's furniture is found in the corpus", "[end_to_end][corpus]") {
    const Corpus corpus;
    const std::string phrase = GENERATE("\"Partager sur Facebook\"", "\"Laisser un commentaire\"",
                                        "\"Votre adresse e-mail\"", "\"champs obligatoires\"");
    CAPTURE(phrase);
    CHECK(corpus.client.get("/v1/search", {{"q", phrase}}).json()["total"] == 0);
}
