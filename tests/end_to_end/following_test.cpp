// An index that follows its articles: by runs, by a watch, by what comes over HTTP.

#include <csignal>
#include <filesystem>

#include <catch2/catch.hpp>

#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

const std::string kKey = "a-key-for-the-tests";
const HttpClient::Headers kJson = {{"Authorization", "Bearer " + kKey},
                                   {"Content-Type", "application/json"}};

struct Fixture {
    TemporaryFolder folder;
    fs::path corpus = folder.path() / "corpus";
    fs::path index = folder.path() / "index";
    fs::path key = folder.write("key", kKey);

    Fixture() {
        for (int i = 0; i < 10; ++i) write(i, "Le gaz numéro " + std::to_string(i) + ".");
    }

    void write(int number, const std::string& text) const {
        folder.write("corpus/" + std::to_string(number) + ".md", text + "\n");
    }

    ProgramResult run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"--index", index.string()});
        return run_program("kiosque-index", arguments);
    }
    ProgramResult run_over_corpus(std::vector<std::string> arguments = {}) const {
        arguments.push_back(corpus.string());
        return run(std::move(arguments));
    }

    RunningProgram watch() const {
        return RunningProgram("kiosque-index",
                              {"--watch", "--index", index.string(), corpus.string()},
                              folder.path() / "watch.log");
    }
    ServerProcess serve() const { return ServerProcess(index, {"--write-key-file", key.string()}); }
    static std::size_t total(const HttpClient& client, const std::string& query) {
        const auto answer = client.get("/v1/search", {{"q", query}});
        return answer.status == 200 ? answer.json()["total"].get<std::size_t>() : 999;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a run tells what it took up, and leaves what has not changed",
                 "[end_to_end][following]") {
    CHECK(run_over_corpus().out.find("10 articles indexed in ") == 0);
    write(3, "Le vent a changé.");
    write(11, "Le vent est nouveau.");
    fs::remove(corpus / "5.md");
    const auto second = run_over_corpus();
    CHECK(second.exit_code == 0);
    CHECK(second.out.find("1 added, 1 changed, 1 removed in ") == 0);
    CHECK(second.out.find("; generation 0001.2 with 10 articles is in force in ") !=
          std::string::npos);
    CHECK(run_over_corpus().err ==
          "nothing has changed since the last run; the index stays as it is (--rebuild makes it "
          "anew)\n");
}

TEST_CASE_METHOD(Fixture, "an index that has lost too many articles is refused",
                 "[end_to_end][following]") {
    REQUIRE(run_over_corpus().exit_code == 0);
    for (int i = 0; i < 3; ++i) fs::remove(corpus / (std::to_string(i) + ".md"));
    const auto refused = run_over_corpus();
    CHECK(refused.exit_code == 1);
    CHECK(refused.err ==
          "kiosque-index: not published: the index would have 7 articles instead of 10, 30% less, "
          "and --max-drop allows 20%; look whether files are missing, or run again with a larger "
          "--max-drop\n");
    CHECK(run({"--list"}).out.find("10 articles") != std::string::npos);
    CHECK(run_over_corpus({"--max-drop", "30%"}).exit_code == 0);
    CHECK(run({"--list"}).out.find(" 7 articles") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "an index that fails its canary queries is refused, line by line",
                 "[end_to_end][following]") {
    const auto canaries =
        folder.write("canaries.tsv", "# what must hold\ngaz\t>= 10\nvent\t= 0\nnuméro 4\t4.md\n");
    const std::vector<std::string> with_canaries = {"--canaries", canaries.string()};
    CHECK(run_over_corpus(with_canaries).exit_code == 0);
    write(4, "Le vent a tourné.");
    const auto refused = run_over_corpus(with_canaries);
    CHECK(refused.exit_code == 1);
    const std::string where = "\n  " + canaries.string();
    CHECK(refused.err ==
          "kiosque-index: not published: the new index does not answer the canary queries as "
          "expected; mend the articles or the file of queries" +
              where + ":2: 'gaz' finds 9 articles, expected at least 10" + where +
              ":3: 'vent' finds 1 articles, expected 0" + where +
              ":4: 'numéro 4' does not have '4.md' among the first ten\n");
    folder.write("canaries.tsv", "gaz >= 10\n");
    const auto misused = run_over_corpus(with_canaries);
    CHECK(misused.exit_code == 2);
    CHECK(misused.err == "kiosque-index: " + canaries.string() +
                             ":1: expected a query, a tab, and '>= 10', '<= 10', '= 10' or the id "
                             "of an article that must be among the first ten\n");
}

TEST_CASE_METHOD(Fixture, "a rollback holds until the articles change", "[end_to_end][following]") {
    REQUIRE(run_over_corpus().exit_code == 0);
    const ServerProcess server = serve();
    write(3, "Le vent a changé.");
    REQUIRE(run_over_corpus().exit_code == 0);
    CHECK(comes_true([&] { return total(server.client(), "vent") == 1; }));
    CHECK(run({"--rollback"}).out ==
          "generation 0001.1 is in force in " + index.string() + " again\n");
    CHECK(comes_true([&] { return total(server.client(), "vent") == 0; }));
    const auto refused = run_over_corpus();
    CHECK(refused.exit_code == 1);
    CHECK(refused.err ==
          "kiosque-index: the files are those of 0001.2, which was rolled back; mend them, or "
          "publish them all the same with --rebuild\n");
    write(3, "Le soleil a changé.");
    CHECK(run_over_corpus().exit_code == 0);
    CHECK(comes_true([&] { return total(server.client(), "soleil") == 1; }));
    CHECK(run({"--rollback", "0009.9"}).exit_code == 1);
}

TEST_CASE_METHOD(Fixture, "verify names the file that is damaged", "[end_to_end][following]") {
    REQUIRE(run_over_corpus().exit_code == 0);
    CHECK(run({"--verify"}).exit_code == 0);
    const fs::path file = index / "generations/0001/segments/0001/xapian.db";
    {
        std::FILE* bytes = std::fopen(file.c_str(), "r+b");
        REQUIRE(bytes != nullptr);
        std::fseek(bytes, 5000, SEEK_SET);
        std::fputc('?', bytes);
        std::fclose(bytes);
    }
    const auto verified = run({"--verify"});
    CHECK(verified.exit_code == 1);
    CHECK(verified.out.find(file.string() +
                            " is damaged: its checksum is not the one in the manifest; go back "
                            "with kiosque-index --rollback, or build the index again with "
                            "kiosque-index --rebuild") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a watch takes up what is saved, renamed over and removed",
                 "[end_to_end][following]") {
    RunningProgram watching = watch();
    const ServerProcess server = serve();
    const HttpClient client = server.client();
    REQUIRE(comes_true([&] { return total(client, "gaz") == 10; }));
    write(11, "Le vent est nouveau.");
    CHECK(comes_true([&] { return total(client, "vent") == 1; }));
    const fs::path aside = folder.write("corpus/.3.md.swp", "Le vent est récrit.\n");
    fs::rename(aside, corpus / "3.md");
    CHECK(comes_true([&] { return total(client, "vent") == 2 && total(client, "gaz") == 9; }));
    fs::remove(corpus / "11.md");
    CHECK(comes_true([&] { return total(client, "vent") == 1; }));

    const auto second = run_over_corpus();
    CHECK(second.exit_code == 1);
    CHECK(second.err.find(" --watch) is at work in " + index.string() +
                          "; it takes up changes by itself, and has to be ended before anything "
                          "else can be done\n") != std::string::npos);
    watching.send_signal(SIGTERM);
    CHECK(watching.wait() == 0);
}

TEST_CASE_METHOD(Fixture, "what comes over HTTP is taken up, stands before the folder, and is told",
                 "[end_to_end][following]") {
    RunningProgram watching = watch();
    const ServerProcess server = serve();
    const HttpClient client = server.client();
    REQUIRE(comes_true([&] { return total(client, "gaz") == 10; }));
    const auto put = client.request("PUT", "/v1/articles/3.md", kJson,
                                    R"({"title": "Le vent", "text": "Le vent de HTTP."})");
    REQUIRE(put.status == 202);
    const std::string task = put.json()["url"];
    CHECK(comes_true(
        [&] { return client.request("GET", task, kJson).json()["status"] == "indexed"; }));
    CHECK(client.request("GET", task, kJson).json()["generation"] == "0001.2");
    CHECK(comes_true([&] { return total(client, "vent") == 1 && total(client, "gaz") == 9; }));

    REQUIRE(client.request("DELETE", "/v1/articles/4.md", kJson).status == 202);
    CHECK(comes_true([&] { return total(client, "gaz") == 8; }));
    CHECK(client.get("/v1/articles/4.md").status == 404);

    watching.send_signal(SIGTERM);
    watching.wait();
    REQUIRE(run_over_corpus({"--rebuild", "--max-drop", "0"}).exit_code == 0);
    CHECK(comes_true([&] {
        return client.get("/v1/search", {{"q", "gaz"}}).json()["generation"] == "0002.1";
    }));
    CHECK(total(client, "gaz") == 8);
    CHECK(total(client, "vent") == 1);
}
