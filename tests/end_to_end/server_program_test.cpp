#include <chrono>
#include <csignal>

#include <catch2/catch.hpp>

#include "support/raw_client.hpp"
#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;

namespace {

struct Fixture {
    TestIndex index{{article("dossier/été n°1.md", "Le vent", "Un parc éolien tourne."),
                     article("b", "Le gaz", "Un gazoduc.")}};
    ServerProcess server{index.path(), {"--cors", "https://www.example.org"}};
    HttpClient client = server.client();
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the server answers over a socket as the contract says",
                 "[end_to_end][server]") {
    const auto found = client.get("/v1/search", {{"q", "l’énergie éoliens"}});
    CHECK(found.status == 200);
    CHECK(found.header("content-type") == "application/json");
    CHECK(found.json()["query"]["relaxed"] == true);
    CHECK(client.get("/v1/search", {{"limit", "dix"}}).status == 400);
    CHECK(client.request("GET", "/v1/search?q=%ff").status == 400);
    CHECK(client.request("GET", "/v1/articles/dossier/" + percent_encoded("été n°1.md")).status ==
          200);
    CHECK(client.request("GET", "/v1/articles/" + percent_encoded("dossier/été n°1.md")).status ==
          200);
    CHECK(client.get("/nowhere").status == 404);

    const auto posted = client.request("POST", "/v1/search");
    CHECK(posted.status == 405);
    CHECK(posted.header("allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE_METHOD(Fixture, "HEAD gives the head of GET and no body", "[end_to_end][server]") {
    const auto head = client.request("HEAD", "/v1/stats");
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK_FALSE(head.header("etag").empty());
}

TEST_CASE_METHOD(Fixture, "any text in the query box is answered", "[end_to_end][server]") {
    for (const auto& text : {std::string("médaille d'or"), std::string("AND"), std::string("\""),
                             std::string("("), std::string("C++"), std::string("\U0001F30D"),
                             std::string("a\0b", 3), std::string(1000, '('), std::string("NOT"),
                             std::string("w*"), std::string("-"), std::string("\"\"\"\"")}) {
        CAPTURE(text);
        CHECK(client.get("/v1/search", {{"q", text}}).status == 200);
    }
}

TEST_CASE_METHOD(Fixture, "an unchanged answer is 304 over the socket as well",
                 "[end_to_end][server]") {
    const auto first = client.get("/v1/search", {{"q", "gaz"}});
    const auto again =
        client.get("/v1/search", {{"q", "gaz"}}, {{"If-None-Match", first.header("etag")}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
}

TEST_CASE_METHOD(Fixture, "a listed site may read, also after asking first",
                 "[end_to_end][server]") {
    const HttpClient::Headers origin = {{"Origin", "https://www.example.org"}};
    CHECK(client.get("/v1/search", {}, origin).header("access-control-allow-origin") ==
          "https://www.example.org");
    const auto asked = client.request("OPTIONS", "/v1/search", origin);
    CHECK(asked.status == 204);
    CHECK(asked.header("access-control-allow-methods") == "GET, HEAD");
}

TEST_CASE_METHOD(Fixture, "a long answer is compressed for those who take it",
                 "[end_to_end][server]") {
    const HttpClient::Parameters long_text = {{"text", std::string(3000, 'x') + " été"}};
    const auto plain = client.get("/v1/analyze", long_text);
    const auto packed = client.get("/v1/analyze", long_text, {{"Accept-Encoding", "gzip, br"}});
    CHECK(plain.header("content-encoding").empty());
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.body.size() < plain.body.size() / 2);
}

TEST_CASE_METHOD(Fixture, "heads of answers say what is true", "[end_to_end][server]") {
    const auto answer = client.get("/v1/stats");
    RawClient kept(server.port());
    kept.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(kept.read_until("}\n").find("\r\nKeep-Alive: timeout=60,") != std::string::npos);
    CHECK(answer.header("date").ends_with(" GMT"));
    CHECK(answer.header("date").size() == 29);
    CHECK(client.request("HEAD", "/v1/stats").header("accept-ranges") == "none");
    CHECK(client.request("OPTIONS", "/v1/stats").header("content-length").empty());
    const auto same = client.get("/v1/stats", {}, {{"If-None-Match", answer.header("etag")}});
    CHECK(same.status == 304);
    CHECK(same.header("content-length").empty());
    const std::string refused = raw_exchange(server.port(), {"NONSENSE\r\n\r\n"});
    CHECK(refused.starts_with("HTTP/1.1 400"));
    CHECK(refused.find("X-Request-Id: ") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "ranges of an answer are not cut out", "[end_to_end][server]") {
    const auto answer = client.get("/v1/stats", {}, {{"Range", "bytes=0-1,2-3,4-5"}});
    CHECK(answer.status == 200);
}

TEST_CASE_METHOD(Fixture, "the server as a whole is asked what it takes by OPTIONS *",
                 "[end_to_end][server]") {
    RawClient raw(server.port());
    raw.send("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string come = raw.read_all();
    CAPTURE(come);
    CHECK(come.starts_with("HTTP/1.1 204"));
    CHECK(come.find("\r\nAllow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n") != std::string::npos);
    for (const std::string sent : {"GET *", "OPTIONS *x", "OPTIONS *?x", "PUT *"}) {
        CAPTURE(sent);
        CHECK(raw_exchange(server.port(), {sent + " HTTP/1.1\r\nHost: x\r\n\r\n"})
                  .starts_with("HTTP/1.1 400"));
    }
}

TEST_CASE_METHOD(Fixture, "SIGTERM ends the server cleanly", "[end_to_end][server]") {
    CHECK(client.get("/healthz").status == 200);
    server.program().send_signal(SIGTERM);
    CHECK(server.program().wait() == 0);
}

TEST_CASE("a signal while the server starts ends it as well", "[end_to_end][server]") {
    const TestIndex index({article("a", "Un", "Le gaz.")});
    for (int round = 0; round < 5; ++round) {
        RunningProgram server("kiosque-server", {"--index", index.path().string(), "--port", "0"},
                              "/dev/null");
        const auto moment =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(100 * round);
        while (std::chrono::steady_clock::now() < moment) give_way();
        server.send_signal(SIGTERM);
        const int code = server.wait();
        // Before the signal is waited for, it ends the process as it would any other.
        CHECK((code == 0 || code == 128 + SIGTERM));
    }
}

TEST_CASE_METHOD(Fixture, "a body that nobody reads is not taken for the next request",
                 "[end_to_end][server]") {
    const std::string inner = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    for (const std::string method : {"GET", "POST"}) {
        const std::string sent = method + " /v1/stats HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                                 std::to_string(inner.size()) + "\r\n\r\n";
        const std::string got = raw_exchange(server.port(), {sent, inner});
        CAPTURE(method, got);
        CHECK(got.starts_with(method == "GET" ? "HTTP/1.1 400" : "HTTP/1.1 405"));
        CHECK(got.find("HTTP/1.1", 8) == std::string::npos);
    }
}

TEST_CASE_METHOD(Fixture, "a port that is taken is told", "[end_to_end][server]") {
    const auto second = run_program("kiosque-server", {"--index", index.path().string(), "--port",
                                                       std::to_string(server.port())});
    CHECK(second.exit_code == 1);
    CHECK(second.err.find("cannot listen on 127.0.0.1:" + std::to_string(server.port())) !=
          std::string::npos);
}

TEST_CASE("a server without an index starts, says so, and serves what comes",
          "[end_to_end][server]") {
    const TemporaryFolder folder;
    const ServerProcess server(folder.path() / "index");
    const HttpClient client = server.client();
    CHECK(client.get("/healthz").status == 200);
    CHECK(client.get("/readyz").status == 503);
    const auto missing = client.get("/v1/search");
    CHECK(missing.status == 503);
    CHECK(missing.json()["type"] == "urn:kiosque:problem:index-missing");
    CHECK(missing.json()["detail"] ==
          "no index has been published yet; make one with kiosque-index --index DIR FOLDER, where "
          "DIR is the index folder of this server");
    CHECK(server.has_logged("nothing to search in " + (folder.path() / "index").string()));
    const auto text = folder.write("a.md", "# Le gaz\n\nUn texte.\n");
    const auto run = run_program("kiosque-index",
                                 {"--index", (folder.path() / "index").string(), text.string()});
    REQUIRE(run.exit_code == 0);
    REQUIRE(comes_true([&] { return client.get("/readyz").status == 200; }));
    CHECK(client.get("/v1/search", {{"q", "gaz"}}).json()["total"] == 1);
}

TEST_CASE("a server that lacks its index option says what to give", "[end_to_end][server]") {
    const auto result = run_program("kiosque-server", {});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("'index' must name the folder of an index (--index DIR)") !=
          std::string::npos);
}
