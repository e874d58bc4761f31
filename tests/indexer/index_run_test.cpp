#include "indexer/index_run.hpp"

#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "index/index_directory.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::indexer;

namespace {

struct Fixture {
    test::TemporaryFolder corpus;
    test::TemporaryFolder work;
    std::ostringstream people;

    RunOptions options() const {
        RunOptions made;
        made.sources = {corpus.path()};
        made.index = work.path() / "index";
        return made;
    }
    RunTotals run() { return run_indexer(options(), people); }
    std::uint64_t published() const {
        const auto manifest = index::IndexDirectory(options().index).current();
        return manifest ? manifest->documents() : 0;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a bad file is one line, and the rest is indexed", "[indexer][run]") {
    corpus.write("a.md", "---\ntitle: Un\n---\nLe gaz.\n");
    corpus.write("sub/b.txt", "Un titre\n\nUne première phrase qui fait un texte. Une autre.\n");
    corpus.write("empty.txt", "");
    corpus.write("bad.json", "{\"title\": ");
    const auto totals = run();
    CHECK(totals.articles == 2);
    CHECK(totals.problems == 2);
    CHECK(published() == 2);
    const std::string told = people.str();
    CHECK(std::count(told.begin(), told.end(), '\n') == 2);
    CHECK(told.find("empty.txt: ") != std::string::npos);
    CHECK(told.find("bad.json") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "the report tells what became of each file", "[indexer][report]") {
    corpus.write("a.md", "---\ntitle: Un\ndate: 2013-09-07\n---\nLe gaz.\n");
    corpus.write("b.txt",
                 "Le titre de la page\n\nUne phrase de texte assez longue.\n\nShare Button\n");
    corpus.write("c.txt", "");
    auto with_report = options();
    with_report.report = work.path() / "report.jsonl";
    run_indexer(with_report, people);
    std::ifstream lines(*with_report.report);
    std::vector<nlohmann::json> events;
    for (std::string line; std::getline(lines, line);)
        events.push_back(nlohmann::json::parse(line));
    REQUIRE(events.size() == 4);
    CHECK(events[0]["title"] == "Un");
    CHECK(events[0]["date"] == "2013-09-07");
    CHECK(events[1]["cuts"][0]["text"] == "Share Button");
    CHECK(events[1]["cuts"][0]["line"] == 5);
    CHECK(events[2]["event"] == "problem");
    CHECK(events[3]["event"] == "end");
    CHECK(events[3]["articles"] == 2);
}

TEST_CASE_METHOD(Fixture, "unchanged files publish nothing, changed ones do", "[indexer][run]") {
    corpus.write("a.md", "Le gaz.\n");
    CHECK(run().generation == "0001.1");
    CHECK(run().generation.empty());
    auto rebuild = options();
    rebuild.rebuild = true;
    CHECK(run_indexer(rebuild, people).generation == "0002.1");
    corpus.write("b.md", "Le vent.\n");
    CHECK(run().generation == "0003.1");  // twice as many: weighed anew
    std::filesystem::remove(corpus.path() / "a.md");
    CHECK_THROWS_MATCHES(
        run(), Error,
        Catch::Message("not published: the index would have 1 articles instead of 2, 50% less, and "
                       "--max-drop allows 20%; look whether files are missing, or run again with a "
                       "larger --max-drop"));
    CHECK(published() == 2);
    auto dropping = options();
    dropping.max_drop = 0.5;
    CHECK(run_indexer(dropping, people).removed == 1);
    CHECK(published() == 1);
}

TEST_CASE_METHOD(Fixture, "a damaged index is made anew though no file has changed",
                 "[indexer][run]") {
    corpus.write("a.md", "Le gaz.\n");
    run();
    const std::string damaged = GENERATE("columns.bin", "xapian.db", "forward.bin");
    const auto file = options().index / "generations/0001/segments/0001" / damaged;
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    CHECK(run().generation == "0002.1");
}

TEST_CASE_METHOD(Fixture, "a report that cannot be written stops the run before it publishes",
                 "[indexer][report]") {
    corpus.write("a.md", "Le gaz.\n");
    auto full = options();
    full.report = "/dev/full";
    CHECK_THROWS_WITH(run_indexer(full, people),
                      "cannot write the report /dev/full; is the disk full? Nothing was published");
    CHECK(published() == 0);
    CHECK_FALSE(std::filesystem::exists(options().index / "generations/0001"));
}

TEST_CASE_METHOD(Fixture, "without an article the index stays as it was", "[indexer][run]") {
    corpus.write("a.md", "Le gaz.\n");
    run();
    corpus.write("a.md", "");
    CHECK_THROWS_MATCHES(
        run(), Error,
        Catch::Message("not published: the index would have 0 articles instead of 1, 100% less, "
                       "and --max-drop allows 20%; look whether files are missing, or run again "
                       "with a larger --max-drop"));
    CHECK(published() == 1);
}

TEST_CASE_METHOD(Fixture, "an id that is taken is a problem of the second article",
                 "[indexer][run]") {
    corpus.write("a.md", "---\nid: un\n---\nLe gaz.\n");
    corpus.write("b.md", "---\nid: un\n---\nLe vent.\n");
    CHECK(run().problems == 1);
    CHECK(published() == 1);
    CHECK(people.str().find("b.md: its id 'un' is taken by an article before it") !=
          std::string::npos);
}

TEST_CASE_METHOD(Fixture, "the index may stand inside the folder that it indexes",
                 "[indexer][run]") {
    corpus.write("a.md", "Le gaz.\n");
    auto inside = options();
    inside.index = corpus.path() / "index";
    run_indexer(inside, people);
    inside.rebuild = true;
    CHECK(run_indexer(inside, people).articles == 1);
}

TEST_CASE_METHOD(Fixture, "more articles than fit into one part are all there", "[indexer][run]") {
    std::string lines;
    for (int i = 0; i < 2500; ++i) {
        lines += R"({"id":")" + std::to_string(i) + R"(","title":"Titre","text":"Le gaz )" +
                 std::to_string(i) + "\"}\n";
    }
    corpus.write("a.jsonl", lines);
    CHECK(run().articles == 2500);
    CHECK(published() == 2500);
}

TEST_CASE_METHOD(Fixture, "a path that does not exist ends the run", "[indexer][run]") {
    auto missing = options();
    missing.sources.emplace_back("/nowhere/at/all");
    CHECK_THROWS_AS(run_indexer(missing, people), Error);
    CHECK(published() == 0);
}
