#include <filesystem>

#include <catch2/catch.hpp>

#include "support/server_process.hpp"
#include "support/test_index.hpp"

using namespace kiosque::test;

namespace {

namespace fs = std::filesystem;

/// Scraped pages for measuring, which are no part of the product.
struct Seeds {
    TemporaryFolder folder;
    ProgramResult run = run_program("kiosque-index", {"--index", folder.path().string(),
                                                      std::string(KIOSQUE_SHARED) + "/seeds"});
    ServerProcess server{folder.path()};
    HttpClient client = server.client();

    /// The first three characters of the ids that a query finds, in their order.
    std::vector<std::string> found(const std::string& query) const {
        const auto answer = client.get("/v1/search", {{"q", query}});
        REQUIRE(answer.status == 200);
        std::vector<std::string> ids;
        const auto json = answer.json();
        for (const auto& hit : json["hits"]) {
            ids.push_back(hit["id"].get<std::string>().substr(0, 3));
        }
        return ids;
    }
};

bool are_there() {
    if (fs::exists(std::string(KIOSQUE_SHARED) + "/seeds")) return true;
    WARN("skipped: no folder seeds in " KIOSQUE_SHARED " (scraped pages for measuring)");
    return false;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("scraped pages are found by what they say", "[end_to_end][seeds]") {
    if (!are_there()) return;
    const Seeds seeds;
    CHECK(seeds.found("eolien zhanatas").size() == 2);
    CHECK(seeds.found("Horgos") == Ids{"003"});
    CHECK(seeds.found("28,6 milliards") == Ids{"003"});
    CHECK(seeds.found("4700 entreprises") == Ids{"004"});
    CHECK(seeds.found("etudiants kazakhs") == Ids{"000"});
    CHECK(seeds.found("\"communauté de destin\"") == Ids{"002"});
    CHECK(seeds.found("BRICS") == Ids{"002"});
    const Ids energy = seeds.found("énergie");
    for (const auto* query : {"l'énergie", "ENERGIE", "l’energie"}) {
        CAPTURE(query);
        CHECK(seeds.found(query) == energy);
    }
}

TEST_CASE("nothing of a scraped page's furniture is found or shown", "[end_to_end][seeds]") {
    if (!are_there()) return;
    const Seeds seeds;
    for (const std::string text : {"Votre adresse e-mail", "Share Button", "Laisser un commentaire",
                                   "User rating", "Русский", "Author:"}) {
        CAPTURE(text);
        CHECK(seeds.found("\"" + text + "\"").empty());
        for (const auto* query : {"Chine", "avis", "commentaire", "vote", ""}) {
            CHECK(seeds.client.get("/v1/search", {{"q", query}}).body.find(text) ==
                  std::string::npos);
        }
    }
}
