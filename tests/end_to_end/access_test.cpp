// Who may read, and how often; and that this can be changed while the server runs.

#include <csignal>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "support/index_of_two.hpp"
#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
    std::stringstream all;
    all << std::ifstream(file).rdbuf();
    return all.str();
}

int status(const HttpClient& client, const std::string& target,
           const HttpClient::Headers& headers = {}) {
    return client.request("GET", target, headers).status;
}

}  // namespace

TEST_CASE("with read keys only who has one reads", "[end_to_end][access]") {
    const TemporaryFolder folder;
    const auto keys =
        folder.write("keys", "# of the archive\nfirst-key-to-read\r\n\nsecond-key-to-read\n");
    const auto writing = folder.write("write", "the-key-to-write\n");
    const ServerProcess server(
        index_of_two().path(),
        {"--read-key-file", keys.string(), "--metrics", "--write-key-file", writing.string()});
    const HttpClient client = server.client();
    for (const std::string target :
         {"/v1/search?q=vent", "/", "/v1/articles/a", "/v1/stats", "/metrics", "/nowhere"}) {
        CAPTURE(target);
        const auto refused = client.request("GET", target);
        CHECK(refused.status == 401);
        CHECK(refused.json()["type"] == "urn:kiosque:problem:key-missing");
        CHECK(refused.header("www-authenticate").find("B") == 0);
        CHECK(status(client, target, {{"Authorization", "Bearer first-key-to-rea"}}) == 401);
        CHECK(status(client, target, {{"Authorization", "Bearer first-key-to-readd"}}) == 401);
        const int expected = target == "/nowhere" ? 404 : 200;
        CHECK(status(client, target, {{"Authorization", "Bearer first-key-to-read"}}) == expected);
        CHECK(status(client, target, {{"Authorization", "bearer second-key-to-read"}}) == expected);
        CHECK(status(client, target, {{"Authorization", "Bearer the-key-to-write"}}) == expected);
        // anybody:first-key-to-read, as a browser sends it
        CHECK(status(client, target,
                     {{"Authorization", "Basic YW55Ym9keTpmaXJzdC1rZXktdG8tcmVhZA=="}}) ==
              expected);
        // anybody:the-key-to-write
        CHECK(status(client, target,
                     {{"Authorization", "Basic YW55Ym9keTp0aGUta2V5LXRvLXdyaXRl"}}) == expected);
        CHECK(status(client, target, {{"Authorization", "Basic YW55Ym9keTo="}}) == 401);
        CHECK(status(client, target, {{"Authorization", "Basic ===="}}) == 401);
    }
    CHECK(status(client, "/healthz") == 200);
    CHECK(status(client, "/readyz") == 200);
    // Neither a key for reading nor a password writes.
    for (const std::string authorization :
         {"Bearer first-key-to-read", "Basic YW55Ym9keTp0aGUta2V5LXRvLXdyaXRl"}) {
        CHECK(
            client.request("DELETE", "/v1/articles/a", {{"Authorization", authorization}}).status ==
            401);
    }
}

TEST_CASE("a client that asks more often than its share waits, others do not",
          "[end_to_end][access]") {
    const ServerProcess server(index_of_two().path(),
                               {"--rate", "1", "--burst", "40", "--trusted-proxy", "127.0.0.1",
                                "--cors", "https://a.example"});
    const HttpClient client = server.client();
    const auto ask = [&](const std::string& forwarded) {
        return client.request("GET", "/v1/search?q=vent", {{"X-Forwarded-For", forwarded}});
    };
    HttpAnswer last = ask("203.0.113.1");
    for (int i = 0; i < 100 && last.status == 200; ++i)
        last = ask("6.6.6." + std::to_string(i) + ", 203.0.113.1");
    CHECK(last.status == 429);
    CHECK(last.json()["type"] == "urn:kiosque:problem:too-often");
    CHECK(last.header("retry-after") == "1");
    const auto from_site =
        client.request("GET", "/v1/search?q=vent",
                       {{"X-Forwarded-For", "203.0.113.1"}, {"Origin", "https://a.example"}});
    CHECK(from_site.status == 429);
    CHECK(from_site.header("access-control-allow-origin") == "https://a.example");
    // Some proxies add a line of their own behind that of the client.
    const auto two_lines =
        client.request("GET", "/v1/search?q=vent",
                       {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "203.0.113.1"}});
    CHECK(two_lines.status == 429);
    CHECK(ask("203.0.113.2").status == 200);
    CHECK(status(client, "/healthz", {{"X-Forwarded-For", "203.0.113.1"}}) == 200);
}

TEST_CASE("an address that is only claimed changes no share", "[end_to_end][access]") {
    const ServerProcess server(index_of_two().path(), {"--rate", "1", "--burst", "40"});
    const HttpClient client = server.client();
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
        const std::string claimed = "203.0.113." + std::to_string(i);
        answered += status(client, "/v1/search?q=vent",
                           {{"X-Forwarded-For", claimed}, {"REMOTE_ADDR", claimed}}) == 200;
    }
    CHECK(answered < 100);
}

TEST_CASE("SIGHUP puts a changed configuration in force, and passes over one that is wrong",
          "[end_to_end][access]") {
    const TemporaryFolder folder;
    const fs::path log = folder.path() / "access.log";
    const auto config = folder.write("kiosque.toml", "site_name = \"Avant\"\n");
    ServerProcess server(index_of_two().path(), {"--config", config.string()});
    const HttpClient client = server.client();
    CHECK(client.get("/").body.find("Avant") != std::string::npos);

    folder.write("kiosque.toml",
                 "site_name = \"Après\"\naccess_log = \"" + log.string() + "\"\nthreads = 7\n");
    server.program().send_signal(SIGHUP);
    REQUIRE(comes_true([&] { return client.get("/").body.find("Après") != std::string::npos; }));
    CHECK(comes_true([&] { return text_of(log).find("\"status\":200") != std::string::npos; }));

    folder.write("kiosque.toml", "site_name = \"Faux\"\nrate = \"beaucoup\"\n");
    server.program().send_signal(SIGHUP);
    const auto log_has = [&](const std::string& text) {
        return comes_true([&] { return server.has_logged(text); });
    };
    CHECK(log_has("the one before stays: "));
    CHECK(log_has("'rate' must be a whole number"));
    CHECK(log_has("'threads' has changed, which takes a restart"));
    CHECK(client.get("/").body.find("Après") != std::string::npos);

    // What rotates logs moves the file away and sends the signal.
    folder.write("kiosque.toml", "access_log = \"" + log.string() + "\"\n");
    fs::rename(log, folder.path() / "access.log.1");
    server.program().send_signal(SIGHUP);
    CHECK(comes_true([&] {
        client.get("/healthz");
        return fs::exists(log) && !text_of(log).empty();
    }));
    server.program().send_signal(SIGTERM);
    CHECK(server.program().wait() == 0);
}

TEST_CASE("searches that found nothing are told, and nobody who searched", "[end_to_end][access]") {
    const TemporaryFolder folder;
    const fs::path log = folder.path() / "empty.log";
    ServerProcess server(index_of_two().path(), {"--empty-log", log.string()});
    const HttpClient client = server.client();
    client.get("/v1/search", {{"q", "vent"}});
    for (int i = 0; i < 2; ++i) client.get("/v1/search", {{"q", "zéphyr"}});  // the second is kept
    client.get("/v1/search", {{"limit", "x"}});
    client.get("/", {{"q", "sirocco"}});
    server.program().send_signal(SIGTERM);
    REQUIRE(server.program().wait() == 0);
    std::istringstream lines(text_of(log));
    std::vector<nlohmann::json> told;
    for (std::string line; std::getline(lines, line);) told.push_back(nlohmann::json::parse(line));
    REQUIRE(told.size() == 3);
    CHECK(told[0]["q"] == "zéphyr");
    CHECK(told[1]["q"] == "zéphyr");
    CHECK(told[1]["address"] == "/v1/search?q=z%C3%A9phyr");
    CHECK(told[2]["q"] == "sirocco");
    CHECK(told[0].contains("time"));
    CHECK_FALSE(told[0].contains("client"));
}

TEST_CASE("another index takes a restart, and until then articles go to that which is served",
          "[end_to_end][access]") {
    const TestIndex served{{article("a", "Le vent", "Un parc éolien.")}};
    const TemporaryFolder folder;
    const auto key = folder.write("key", "the-key-to-write\n");
    const auto configure = [&](const fs::path& index) {
        return folder.write("kiosque.toml", "port = 0\nwrite_key_file = \"" + key.string() +
                                                "\"\nindex = \"" + index.string() + "\"\n");
    };
    const fs::path log = folder.path() / "log";
    RunningProgram server("kiosque-server", {"--config", configure(served.path()).string()}, log);
    const std::string told = "listening on http://127.0.0.1:";
    const auto has_logged = [&](const std::string& text) {
        return comes_true([&] {
            const std::string said = text_of(log);
            const std::size_t at = said.find(text);
            return at != std::string::npos && said.find('\n', at) != std::string::npos;
        });
    };
    REQUIRE(has_logged(told));
    const std::string said = text_of(log);
    const HttpClient client(std::stoi(said.substr(said.find(told) + told.size())));

    configure(folder.path() / "other");
    server.send_signal(SIGHUP);
    CHECK(has_logged("'index' has changed, which takes a restart"));
    const HttpClient::Headers head = {{"Authorization", "Bearer the-key-to-write"},
                                      {"Content-Type", "application/json"}};
    const std::string article = R"({"titre": "Le sel", "texte": "Un marais salant."})";
    CHECK(client.request("PUT", "/v1/articles/c", head, article).status == 202);
    CHECK(fs::exists(served.path() / "inbox"));
    CHECK_FALSE(fs::exists(folder.path() / "other"));
}
