#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "support/index_of_two.hpp"
#include "support/raw_client.hpp"
#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

std::vector<nlohmann::json> lines_of(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<nlohmann::json> lines;
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(nlohmann::json::parse(line));
    }
    return lines;
}

/// A variable of the environment, for as long as it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        ::setenv(name, value.c_str(), 1);
    }
    ~Variable() { ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

}  // namespace

TEST_CASE("the access log has a line for each request, and no key", "[end_to_end][operating]") {
    const TemporaryFolder folder;
    const fs::path log = folder.path() / "access.log";
    ServerProcess server(index_of_two().path(), {"--access-log", log.string()});
    const HttpClient client = server.client();
    const auto found =
        client.get("/v1/search", {{"q", "éolien"}},
                   {{"X-Request-Id", "proxy-1"}, {"Authorization", "Bearer very-secret-key"}});
    CHECK(found.header("x-request-id") == "proxy-1");
    CHECK(client.get("/nowhere").header("x-request-id").size() == 16);
    server.program().send_signal(SIGTERM);
    REQUIRE(server.program().wait() == 0);

    const auto lines = lines_of(log);
    REQUIRE(lines.size() >= 2);  // and those by which the test waited for the server
    const auto& search = lines[lines.size() - 2];
    CHECK(search["id"] == "proxy-1");
    CHECK(search["client"] == "127.0.0.1");
    CHECK(search["method"] == "GET");
    CHECK(search["address"] == "/v1/search?q=%C3%A9olien");
    CHECK(search["status"] == 200);
    CHECK(search["bytes"].get<std::size_t>() > found.body.size());
    CHECK(search["took_ms"].get<double>() > 0);
    CHECK(search["time"].get<std::string>().size() == 29);
    CHECK(lines.back()["status"] == 404);
    std::stringstream all;
    all << std::ifstream(log).rdbuf();
    CHECK(all.str().find("very-secret-key") == std::string::npos);
}

TEST_CASE("metrics are told when they are asked for at the start, and only then",
          "[end_to_end][operating]") {
    const ServerProcess silent(index_of_two().path());
    CHECK(silent.client().get("/metrics").status == 404);

    const ServerProcess server(index_of_two().path(), {"--metrics"});
    const HttpClient client = server.client();
    for (int i = 0; i < 3; ++i) client.get("/v1/search", {{"q", "gaz"}});
    client.get("/v1/search", {{"limit", "x"}});
    client.get("/nowhere/" + std::string(100, 'x'));
    const auto metrics = client.get("/metrics");
    CHECK(metrics.status == 200);
    CHECK(metrics.header("content-type") == "text/plain; version=0.0.4; charset=utf-8");
    for (const std::string line : {
             "kiosque_requests_total{route=\"/v1/search\",status=\"200\"} 3",
             "kiosque_requests_total{route=\"/v1/search\",status=\"400\"} 1",
             "kiosque_requests_total{route=\"page\",status=\"404\"} 1",
             "kiosque_request_seconds_count{route=\"/v1/search\"} 4",
             "kiosque_index_ready 1",
             "kiosque_index_articles 2",
             "kiosque_requests_waiting 0",
             "# TYPE kiosque_connections gauge",
             "# TYPE kiosque_connections_accepted_total counter",
             "# TYPE kiosque_requests_refused_total counter",
             "# TYPE kiosque_cache_hits_total counter\nkiosque_cache_hits_total 2\n",
             "# TYPE kiosque_cache_misses_total counter\nkiosque_cache_misses_total 1\n",
         }) {
        CAPTURE(line, metrics.body);
        CHECK(metrics.body.find(line) != std::string::npos);
    }
    CHECK(metrics.body.find("xxxx") == std::string::npos);
    const std::string published = "\nkiosque_index_published_timestamp_seconds ";
    const double moment =
        std::stod(metrics.body.substr(metrics.body.find(published) + published.size()));
    CHECK(moment > static_cast<double>(std::time(nullptr)) - 3600);
    CHECK(moment <= static_cast<double>(std::time(nullptr)));
    client.get("/v1/search", {{"q", "gaz"}});
    CHECK(client.get("/metrics").body.find("kiosque_cache_hits_total 3\n") != std::string::npos);
}

TEST_CASE("slow requests are told in the log", "[end_to_end][operating]") {
    ServerProcess server(index_of_two().path(), {"--slow-ms", "1"});
    const HttpClient client = server.client();
    // A long query on a cold server takes more than a millisecond; else there are a few more.
    for (int i = 0; i < 50; ++i) {
        std::string query;
        for (int word = 0; word < 60; ++word) query += "zqx" + std::to_string(100 * i + word) + " ";
        client.get("/v1/search", {{"q", query}});
    }
    server.program().send_signal(SIGTERM);
    REQUIRE(server.program().wait() == 0);
    CHECK(server.log().find("slow: ") != std::string::npos);
    CHECK(server.log().find(" ms for GET /v1/search?q=zqx") != std::string::npos);
}

TEST_CASE("a Unix socket serves in place of a port", "[end_to_end][operating]") {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "kiosque.sock").string();
    RunningProgram server("kiosque-server",
                          {"--index", index_of_two().path().string(), "--socket", path},
                          "/dev/null");
    REQUIRE(comes_true([&] { return fs::exists(path); }));
    RawClient client(path);
    client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(client.read_all().starts_with("HTTP/1.1 200"));
    server.send_signal(SIGTERM);
    CHECK(server.wait() == 0);
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a flag wins over the environment, and that over the file", "[end_to_end][operating]") {
    const TemporaryFolder folder;
    const auto file = folder.write("kiosque.toml", "index = \"x\"\nslow_ms = 5\nport = 70000\n");
    const auto check = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--check-config", "--config", file.string()});
        return run_program("kiosque-server", arguments);
    };
    CHECK(check({}).err.find("kiosque.toml:3: 'port' must be a whole number from 0 to 65535, but "
                             "is '70000'") != std::string::npos);
    folder.write("kiosque.toml", "index = \"x\"\n");
    CHECK(check({}).out == "The configuration can be served with.\n");
    const Variable port("KIOSQUE_PORT", "http");
    const auto refused = check({});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("--port (or KIOSQUE_PORT) must be a whole number") != std::string::npos);
    CHECK(check({"--port", "80"}).exit_code == 0);
    CHECK(check({"--port", "80", "--port", "81"}).err.find("is said 2 times") != std::string::npos);
}

TEST_CASE("a variable may name several sites, with commas between them",
          "[end_to_end][operating]") {
    const Variable cors("KIOSQUE_CORS", "https://a.example, https://b.example");
    {
        const ServerProcess server(index_of_two().path());
        for (const std::string site : {"https://a.example", "https://b.example"}) {
            CAPTURE(site);
            CHECK(server.client()
                      .get("/v1/stats", {}, {{"Origin", site}})
                      .header("access-control-allow-origin") == site);
        }
        CHECK(server.client()
                  .get("/v1/stats", {}, {{"Origin", "https://c.example"}})
                  .header("access-control-allow-origin")
                  .empty());
    }
    const Variable wrong("KIOSQUE_CORS", "https://a.example,,https://b.example");
    const auto refused = run_program("kiosque-server", {"--index", "x", "--check-config"});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("--cors (or KIOSQUE_CORS) must be a text that is not empty") !=
          std::string::npos);
}
