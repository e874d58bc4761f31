// Files of an index that are damaged, at the start of a real server and while it runs.

#include <csignal>
#include <string>
#include <vector>

#include <unistd.h>
#include <catch2/catch.hpp>

#include "support/broken_index.hpp"
#include "support/server_process.hpp"
#include "support/waiting.hpp"

using namespace kiosque;
using namespace kiosque::test;

namespace {

namespace fs = std::filesystem;

std::vector<Article> articles(const std::string& version) {
    return {article("a", "Le gaz " + version, "Un gazoduc de la version " + version + "."),
            article("b", "Le vent " + version, "Un parc éolien.")};
}

/// How many articles are of a version; -1 when the server cannot say.
int found_of(const HttpClient& client, const std::string& version) {
    const auto answer = client.get("/v1/search", {{"q", "+titre:" + version}});
    return answer.status == 200 ? answer.json()["total"].get<int>() : -1;
}

/// Not ready, and says why and what to do, but not where its files are.
void check_not_ready(const HttpClient& client, const fs::path& index, const std::string& type) {
    CHECK(client.get("/healthz").status == 200);
    CHECK(client.get("/").status == 503);
    for (const std::string path : {"/readyz", "/v1/search", "/v1/articles/a"}) {
        const auto answer = client.get(path);
        CAPTURE(path, answer.body);
        CHECK(answer.status == 503);
        const auto problem = answer.json();
        CHECK(problem["type"] == "urn:kiosque:problem:" + type);
        CHECK(problem["detail"].get<std::string>().size() > 60);
        CHECK(answer.body.find(index.string()) == std::string::npos);
    }
}

const std::vector<Damage> kAll = {Damage::removed, Damage::cut_short, Damage::emptied,
                                  Damage::zeroed, Damage::altered};

}  // namespace

TEST_CASE("a server that finds a damaged index says so, and serves the next one that is good",
          "[end_to_end][fault]") {
    struct Row {
        std::string file;  ///< of the segment; "" for the segment itself
        std::vector<Damage> how;
    };
    const auto row = GENERATE(values<Row>({
        {"", {Damage::removed}},
        {"xapian.db", {Damage::removed, Damage::cut_short, Damage::emptied, Damage::zeroed}},
        {"columns.bin", kAll},
        {"forward.bin", {Damage::removed, Damage::cut_short, Damage::emptied, Damage::zeroed}},
        {"MANIFEST", kAll},
    }));
    for (const Damage how : row.how) {
        const TestIndex index(articles("un"));
        damage(row.file == "MANIFEST" ? manifest_of(index.path())
                                      : segment_of(index.path()) / row.file,
               how);
        const ServerProcess server(index.path());
        CAPTURE(row.file, name_of(how), server.log());
        check_not_ready(server.client(), index.path(), "index-damaged");
        CHECK(server.has_logged(index.path().string()));
        CHECK(server.has_logged("kiosque-index --rebuild"));
        index.replace(articles("deux"));
        CHECK(comes_true([&] { return server.client().get("/readyz").status == 200; }));
        CHECK(found_of(server.client(), "deux") == 2);
    }
}

TEST_CASE("a CURRENT that names nothing that can be served is told, and replaced by the next",
          "[end_to_end][fault]") {
    const auto [current, type] = GENERATE(table<std::string, std::string>({
        {"", "index-missing"},
        {"generations/0009/MANIFEST-0001.json build9\n", "index-damaged"},
        {"../../etc/passwd build1\n", "index-damaged"},
        {"/etc/passwd build1\n", "index-damaged"},
        {std::string(100, '\0'), "index-damaged"},
        {std::string(100'000, 'x'), "index-damaged"},
        {"generations build1\n", "index-damaged"},
        {"CURRENT build1\n", "index-damaged"},
    }));
    const TestIndex index(articles("un"));
    std::ofstream(index.path() / "CURRENT", std::ios::binary) << current;
    const ServerProcess server(index.path());
    CAPTURE(current.substr(0, 80), server.log());
    check_not_ready(server.client(), index.path(), type);
    CHECK_FALSE(server.has_logged("root:"));
    index.replace(articles("deux"));
    CHECK(comes_true([&] { return server.client().get("/readyz").status == 200; }));
    CHECK(found_of(server.client(), "deux") == 2);
}

TEST_CASE("a damaged publication is not served, and the one before goes on answering",
          "[end_to_end][fault]") {
    const TestIndex index(articles("un"));
    const ServerProcess server(index.path());
    const HttpClient client = server.client();
    REQUIRE(found_of(client, "un") == 2);
    const auto [file, how] = GENERATE(table<std::string, Damage>({
        {"", Damage::removed},
        {"xapian.db", Damage::removed},
        {"xapian.db", Damage::cut_short},
        {"xapian.db", Damage::zeroed},
        {"columns.bin", Damage::cut_short},
        {"columns.bin", Damage::altered},
        {"forward.bin", Damage::emptied},
        {"forward.bin", Damage::zeroed},
    }));
    const TestIndex next(articles("deux"));
    next.replace(articles("deux"));
    publish_damaged(next.path(), index.path(), file, how);
    CAPTURE(file, name_of(how), server.log());
    CHECK(comes_true([&] { return server.has_logged("the new generation is not served: "); }));
    CHECK(server.has_logged((index.path() / "generations/0002").string()));
    CHECK(client.get("/readyz").status == 200);
    CHECK(found_of(client, "un") == 2);
    index.replace(articles("trois"));
    CHECK(comes_true([&] { return found_of(client, "trois") == 2; }));
}

TEST_CASE("what fails for a client cannot write lines into the log", "[end_to_end][fault]") {
    const TestIndex index(articles("un"));
    damage(segment_of(index.path()), Damage::removed);
    const ServerProcess server(index.path());
    CHECK(server.client().request("GET", "/article/a%0d%0aforged%1b%5b2J%00").status == 503);
    CAPTURE(server.log());
    CHECK(server.has_logged("/article/a\\x0d\\x0aforged\\x1b[2J\\x00 failed"));
    CHECK_FALSE(server.has_logged("\nforged"));
}

TEST_CASE("files that are removed under a server go on answering", "[end_to_end][fault]") {
    const TestIndex index(articles("un"));
    const ServerProcess server(index.path());
    const HttpClient client = server.client();
    fs::remove_all(segment_of(index.path()));
    fs::remove(manifest_of(index.path()));
    CHECK(found_of(client, "un") == 2);
    CHECK(client.get("/v1/articles/a").status == 200);
    CHECK(client.get("/v1/facets").status == 200);
    fs::remove(index.path() / "CURRENT");
    CHECK(found_of(client, "un") == 2);
    index.replace(articles("deux"));
    CHECK(comes_true([&] { return found_of(client, "deux") == 2; }));
}

TEST_CASE("a database that is damaged in place under a server costs answers, never the server",
          "[end_to_end][fault]") {
    const Damage how = GENERATE(Damage::cut_short, Damage::emptied, Damage::zeroed);
    const TestIndex index(articles("un"));
    ServerProcess server(index.path());
    const HttpClient client = server.client();
    damage(segment_of(index.path()) / "xapian.db", how);
    CAPTURE(name_of(how), server.log());
    for (const std::string target :
         {"/v1/search?q=gaz", "/v1/search?q=%22parc+%C3%A9olien%22", "/v1/articles/a", "/v1/facets",
          "/v1/facets/source", "/v1/search?sort=date", "/v1/stats", "/", "/article/b",
          "/v1/snippet?id=a&q=gaz"}) {
        const auto answer = client.request("GET", target);
        CAPTURE(target, answer.status, answer.body.substr(0, 300));
        CHECK((answer.status == 200 || answer.status == 404 || answer.status == 503));
        CHECK(answer.body.find(index.path().string()) == std::string::npos);
    }
    REQUIRE(server.program().is_running());
    index.replace(articles("deux"));
    CHECK(comes_true([&] { return found_of(client, "deux") == 2; }));
}

TEST_CASE("a server whose mapped files are cut short under it ends, and says why",
          "[end_to_end][fault]") {
    const TestIndex index(articles("un"));
    ServerProcess server(index.path());
    const auto file = GENERATE("columns.bin", "forward.bin");
    damage(segment_of(index.path()) / file, Damage::emptied);
    server.client().get("/v1/search", {{"q", "\"parc éolien\""}});
    CAPTURE(server.log());
    CHECK(server.program().wait() == 128 + SIGBUS);
    CHECK(server.has_logged("a file of the index was cut short while it was served"));
    const ServerProcess again(index.path());
    check_not_ready(again.client(), index.path(), "index-damaged");
}

TEST_CASE("an index that the server may not read is told as such, and served once it may",
          "[end_to_end][fault]") {
    const TestIndex index(articles("un"));
    fs::permissions(index.path(), fs::perms(0755));
    const fs::path locked =
        index.path() / GENERATE(values<std::string>({"", "CURRENT", "generations", "segment",
                                                     "xapian.db", "columns.bin", "forward.bin"}));
    const fs::path file = locked.filename() == "segment" ? segment_of(index.path())
                          : fs::exists(locked)           ? locked
                                               : segment_of(index.path()) / locked.filename();
    const fs::perms before = fs::status(file).permissions();
    fs::permissions(file, fs::perms::none);
    Restraint restraint;
    restraint.as_nobody = ::geteuid() == 0;
    const ServerProcess server(index.path(), {}, restraint);
    CAPTURE(file, server.log());
    check_not_ready(server.client(), index.path(), "index-unreadable");
    CHECK(server.has_logged("Permission denied"));
    fs::permissions(file, before);
    CHECK(comes_true([&] { return server.client().get("/readyz").status == 200; }));
    CHECK(found_of(server.client(), "un") == 2);
}
