#include <atomic>
#include <chrono>
#include <csignal>
#include <mutex>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;

namespace {

/// A folder of articles that all carry the number of their version, so that an answer that mixes
/// two generations gives itself away.
void write_version(const TemporaryFolder& folder, int version, int articles) {
    for (int i = 0; i < articles; ++i) {
        const std::string number = std::to_string(version);
        folder.write("corpus/" + std::to_string(i) + ".md",
                     "---\ntitle: Version " + number + "\nsource: version " + number +
                         "\n---\nLe gaz de la version " + number + ".\n");
    }
}

int index_once(const TemporaryFolder& folder) {
    return run_program("kiosque-index", {"--index", (folder.path() / "index").string(),
                                         (folder.path() / "corpus").string()})
        .exit_code;
}

/// What is wrong with an answer, or nothing.
std::string fault_of(const HttpAnswer& answer, std::size_t expected_total) {
    if (answer.status != 200) return "status " + std::to_string(answer.status);
    const auto json = answer.json();
    if (json["total"] != expected_total) return "total " + json["total"].dump();
    if (json["facets"]["source"].size() != 1) return "two versions in the facets";
    const auto source = json["facets"]["source"][0]["value"];
    for (const auto& hit : json["hits"]) {
        if (hit["source"] != source) return "two versions in the hits";
    }
    return "";
}

}  // namespace

TEST_CASE("while the index is replaced every answer is whole and of one generation",
          "[end_to_end][publishing]") {
    constexpr int kArticles = 20;
    constexpr int kClients = 20;
    const TemporaryFolder folder;
    write_version(folder, 0, kArticles);
    REQUIRE(index_once(folder) == 0);
    const ServerProcess server(folder.path() / "index");

    std::atomic<bool> ending = false;
    std::atomic<std::size_t> answers = 0;
    std::mutex mutex;
    std::vector<std::string> faults;
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.emplace_back([&] {
            const HttpClient client = server.client();
            while (!ending) {
                const auto fault = fault_of(
                    client.get("/v1/search", {{"q", "gaz"}, {"facets", "source"}}), kArticles);
                ++answers;
                if (fault.empty()) continue;
                const std::lock_guard lock(mutex);
                faults.push_back(fault);
            }
        });
    }
    for (int version = 1; version <= 8; ++version) {
        write_version(folder, version, kArticles);
        CHECK(index_once(folder) == 0);
    }
    ending = true;
    for (auto& client : clients) client.join();
    CHECK(answers > kClients);
    CHECK(faults == std::vector<std::string>{});
}

TEST_CASE("an indexer that is killed at any moment leaves a whole index",
          "[end_to_end][publishing]") {
    constexpr int kArticles = 150;
    const TemporaryFolder folder;
    write_version(folder, 0, kArticles);
    REQUIRE(index_once(folder) == 0);
    const ServerProcess server(folder.path() / "index");
    const HttpClient client = server.client();

    // How long a whole run takes here, so that the moments lie all over it.
    write_version(folder, 1, kArticles);
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(index_once(folder) == 0);
    const auto whole = std::chrono::steady_clock::now() - start;

    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        write_version(folder, 2 + round, kArticles);
        RunningProgram indexer(
            "kiosque-index",
            {"--index", (folder.path() / "index").string(), (folder.path() / "corpus").string()},
            "/dev/null");
        const auto moment = std::chrono::steady_clock::now() + whole * (random() % 100) / 100;
        while (std::chrono::steady_clock::now() < moment && indexer.is_running()) {
            give_way();
        }
        indexer.send_signal(SIGKILL);
        indexer.wait();
        const auto answer = client.get("/v1/search", {{"q", "gaz"}, {"facets", "source"}});
        CAPTURE(round);
        CHECK(fault_of(answer, kArticles) == "");
    }
    write_version(folder, 99, kArticles);
    CHECK(index_once(folder) == 0);
    REQUIRE(comes_true([&] {
        return client.get("/v1/search", {{"q", "\"version 99\""}}).json()["total"] == kArticles;
    }));
    // What the killed runs had begun is gone.
    std::size_t generations = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(folder.path() / "index/generations")) {
        ++generations;
    }
    CHECK(generations <= 3);
}
