// Articles over real HTTP: a server, its key, and what stands on the disk behind each 202.

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include <catch2/catch.hpp>

#include "index/inbox.hpp"
#include "support/raw_client.hpp"
#include "support/server_process.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;
using kiosque::index::Inbox;

namespace {

namespace fs = std::filesystem;

const std::string kKey = "a-key-for-the-tests";
const std::string kParc = R"({"titre": "Le parc", "texte": "Un parc éolien."})";
const HttpClient::Headers kJson = {{"Authorization", "Bearer " + kKey},
                                   {"Content-Type", "application/json"}};

struct Fixture {
    TemporaryFolder folder;
    fs::path key = folder.write("key", kKey + "\n");
    fs::path index = folder.path() / "index";
    std::unique_ptr<ServerProcess> server = started();
    HttpClient client = server->client();
    Inbox inbox{index};

    std::unique_ptr<ServerProcess> started() const {
        return std::make_unique<ServerProcess>(
            index, std::vector<std::string>{"--write-key-file", key.string()});
    }
    /// The head of a request, as bytes on the wire.
    static std::string head(const std::string& method, const std::string& path,
                            const std::string& more) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + kKey +
               "\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "an article that is sent is on the disk when the server says so",
                 "[end_to_end][writing]") {
    const auto put =
        client.request("PUT", "/v1/articles/dossier/" + percent_encoded("été n°1"), kJson, kParc);
    REQUIRE(put.status == 202);
    CHECK(put.json()["articles"][0]["id"] == "dossier/été n°1");
    CHECK(put.header("location") == put.json()["url"]);
    server->program().send_signal(SIGKILL);
    server->program().wait();
    const auto entry = Inbox::read_entry(inbox.article_file("dossier/été n°1"));
    REQUIRE(entry);
    CHECK(entry->article->body == "Un parc éolien.");
    REQUIRE(inbox.waiting().size() == 1);
    CHECK(inbox.waiting()[0].name == put.json()["task"]);

    server = started();
    const auto told = server->client().request("GET", put.header("location"), kJson);
    CHECK(told.status == 200);
    CHECK(told.json()["status"] == "waiting");
    CHECK(server->client().request("DELETE", "/v1/articles/x", kJson).status == 202);
}

TEST_CASE_METHOD(Fixture, "whoever does not have the key may neither write nor see tasks",
                 "[end_to_end][writing]") {
    for (const std::string sent : {"", "Bearer another-key-for-tests", "Basic YTpi"}) {
        CAPTURE(sent);
        const HttpClient::Headers headers = {{"Authorization", sent},
                                             {"Content-Type", "application/json"}};
        for (const std::string method : {"PUT", "DELETE"}) {
            const auto refused =
                client.request(method, "/v1/articles/a", headers, method == "PUT" ? kParc : "");
            CHECK(refused.status == 401);
            CHECK(refused.header("www-authenticate") == "Bearer");
        }
        CHECK(client.request("POST", "/v1/articles", headers, kParc).status == 401);
        CHECK(client.request("GET", "/v1/tasks/x", headers).status == 401);
    }
    CHECK_FALSE(fs::exists(index / "inbox"));
    CHECK(client.request("GET", "/v1/tasks/x", kJson).status == 404);
    CHECK(server->log().find(kKey) == std::string::npos);
}

TEST_CASE("a server without a key takes no articles, and says how to have it",
          "[end_to_end][writing]") {
    const TemporaryFolder folder;
    const ServerProcess server(folder.path() / "index");
    const auto refused = server.client().request("PUT", "/v1/articles/a", kJson, kParc);
    CHECK(refused.status == 403);
    CHECK(refused.json()["detail"] ==
          "writing is off: this server was started without a key; set KIOSQUE_WRITE_KEY or "
          "--write-key-file and start it again");
    CHECK_FALSE(fs::exists(folder.path() / "index"));
}

TEST_CASE("the key may stand in the environment; a bad one keeps the server from starting",
          "[end_to_end][writing]") {
    const TemporaryFolder folder;
    const std::string index = (folder.path() / "index").string();
    ::setenv("KIOSQUE_WRITE_KEY", kKey.c_str(), 1);
    {
        const ServerProcess server(index);
        CHECK(server.client().request("PUT", "/v1/articles/a", kJson, kParc).status == 202);
    }
    ::setenv("KIOSQUE_WRITE_KEY", "court", 1);
    const auto result = run_program("kiosque-server", {"--index", index, "--port", "0"});
    ::unsetenv("KIOSQUE_WRITE_KEY");
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("kiosque-server: KIOSQUE_WRITE_KEY: the key for writing must be 16 to "
                          "512 letters, digits and -._~+/= (openssl rand -base64 24 makes one), "
                          "but has 5\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a list is taken whole or not at all, over the socket as well",
                 "[end_to_end][writing]") {
    HttpClient::Headers headers = kJson;
    headers[1].second = "application/x-ndjson";
    std::string body;
    for (int i = 0; i < 300; ++i) {
        body += "{\"id\": \"n" + std::to_string(i) + "\", \"texte\": \"Un texte éolien.\"}\n";
    }
    const auto refused = client.request("POST", "/v1/articles", headers, body + "{}\n");
    CHECK(refused.status == 400);
    CHECK(refused.json()["errors"][0]["line"] == 301);
    CHECK_FALSE(fs::exists(index / "inbox"));
    const auto taken = client.request("POST", "/v1/articles", headers, body);
    REQUIRE(taken.status == 202);
    CHECK(taken.json()["articles"].size() == 300);
    for (int i = 0; i < 300; ++i) {
        CHECK(Inbox::read_entry(inbox.article_file("n" + std::to_string(i))));
    }
}

TEST_CASE_METHOD(Fixture, "many clients that write one id leave one whole article and their tasks",
                 "[end_to_end][writing]") {
    constexpr int kClients = 8;
    constexpr int kRounds = 10;
    std::mutex mutex;
    std::set<std::string> tasks;
    std::atomic<int> failures = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.emplace_back([&, i] {
            const std::string word(1, static_cast<char>('a' + i));
            std::string text;
            for (int n = 0; n < 2000; ++n) text += word + " ";
            for (int round = 0; round < kRounds; ++round) {
                const auto put =
                    client.request("PUT", "/v1/articles/x", kJson,
                                   R"({"titre": ")" + word + R"(", "texte": ")" + text + "\"}");
                if (put.status != 202) {
                    ++failures;
                    continue;
                }
                const std::lock_guard lock(mutex);
                tasks.insert(put.json()["task"].get<std::string>());
            }
        });
    }
    for (auto& each : clients) each.join();
    CHECK(failures == 0);
    CHECK(tasks.size() == kClients * kRounds);
    CHECK(inbox.waiting().size() == tasks.size());
    for (const auto& task : tasks) CHECK(inbox.task(task));
    const auto article = Inbox::read_entry(inbox.article_file("x")).value().article.value();
    CHECK(article.body.size() == 2000 * 2 - 1);
    CHECK(article.body.find_first_not_of(article.title + " ") == std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a body that is refused by its head is not taken for the next request",
                 "[end_to_end][writing]") {
    const std::string inner =
        "DELETE /v1/articles/victim HTTP/1.1\r\nHost: x\r\nAuthorization: "
        "Bearer " +
        kKey + "\r\n\r\n";
    const std::string length = "Content-Length: " + std::to_string(inner.size()) + "\r\n";
    const std::string chunks = "Transfer-Encoding: chunked\r\n";
    const auto [name, sent, status] = GENERATE_COPY(table<std::string, std::string, std::string>({
        {"in chunks", head("PUT", "/v1/articles/a", chunks), "411"},
        {"chunked list", head("POST", "/v1/articles", chunks), "411"},
        {"both lengths", head("PUT", "/v1/articles/a", chunks + length), "400"},
        {"two lengths", head("PUT", "/v1/articles/a", "Content-Length: 0\r\n" + length), "400"},
        {"no number", head("PUT", "/v1/articles/a", "Content-Length: x\r\n"), "400"},
        {"less than none", head("PUT", "/v1/articles/a", "Content-Length: -1\r\n"), "400"},
        {"none told", head("PUT", "/v1/articles/a", ""), "411"},
        {"too long", head("PUT", "/v1/articles/a", "Content-Length: 16777217\r\n"), "413"},
        {"a bomb", head("PUT", "/v1/articles/a", "Content-Encoding: gzip\r\n" + length), "415"},
        {"a body of DELETE", head("DELETE", "/v1/articles/a", length), "400"},
        {"chunks of DELETE", head("DELETE", "/v1/articles/a", chunks), "400"},
        {"a body of HEAD", head("HEAD", "/v1/articles/a", length), "400"},
        {"a body of OPTIONS", head("OPTIONS", "/v1/articles", length), "400"},
        {"a wrong method", head("PATCH", "/v1/articles", length), "405"},
        {"a parameter", head("PUT", "/v1/articles/a?q=1", length), "400"},
        {"without the key",
         "PUT /v1/articles/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + length +
             "\r\n",
         "401"},
        {"the wrong place", head("PUT", "/nowhere", length), "404"},
        {"a page", head("POST", "/", length), "405"},
        {"a range of HEAD", head("HEAD", "/v1/articles/a", "Range: x\r\n" + length), "400"},
        {"no request line", "PUT\r\n" + length + "\r\n", "400"},
    }));
    const std::string got = raw_exchange(server->port(), {sent, inner});
    CAPTURE(name, got);
    CHECK(got.starts_with("HTTP/1.1 " + status));
    CHECK(answers_in(got) == 1);
    CHECK(got.find("Connection: close") != std::string::npos);
    CHECK(inbox.waiting().empty());
}

TEST_CASE_METHOD(Fixture, "a whole body leaves the connection to the next request",
                 "[end_to_end][writing]") {
    const std::string length = "Content-Length: " + std::to_string(kParc.size()) + "\r\n";
    const std::string got =
        raw_exchange(server->port(), {head("PUT", "/v1/articles/a", length), kParc});
    CHECK(got.starts_with("HTTP/1.1 202"));
    CHECK(got.find("Connection: close") == std::string::npos);
    CHECK(inbox.waiting().size() == 1);
}

TEST_CASE_METHOD(Fixture, "who asks before sending is told to go on, or why not",
                 "[end_to_end][writing]") {
    const std::string expect = "Expect: 100-continue\r\n";
    const std::string length = "Content-Length: " + std::to_string(kParc.size()) + "\r\n";
    RawClient asking(server->port());
    asking.send(head("PUT", "/v1/articles/a", "Connection: close\r\n" + expect + length));
    CHECK(asking.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    asking.send(kParc);
    CHECK(asking.read_all().starts_with("HTTP/1.1 202"));
    const std::string refused = raw_exchange(
        server->port(),
        {head("PUT", "/v1/articles/a", expect + "Content-Length: 16777217\r\n"), kParc});
    CHECK(refused.starts_with("HTTP/1.1 413"));
    CHECK(answers_in(refused) == 1);
    CHECK(inbox.waiting().size() == 1);
}

TEST_CASE_METHOD(Fixture, "a body that ends too early brings nothing", "[end_to_end][writing]") {
    const std::string sent = head("PUT", "/v1/articles/a", "Content-Length: 1000\r\n") + kParc;
    const std::string got = raw_exchange(server->port(), {sent});
    CAPTURE(got);
    CHECK(answers_in(got) <= 1);
    CHECK(got.find(" 202 ") == std::string::npos);
    CHECK(inbox.waiting().empty());
    CHECK(client.get("/healthz").status == 200);
}

TEST_CASE_METHOD(Fixture, "a second signal ends what still waits for a body",
                 "[end_to_end][writing]") {
    RawClient slow(server->port());
    slow.send(head("PUT", "/v1/articles/a", "Expect: 100-continue\r\nContent-Length: 1000\r\n"));
    CHECK(slow.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    server->program().send_signal(SIGTERM);
    REQUIRE(comes_true([&] { return server->has_logged("a second signal ends at once"); }));
    server->program().send_signal(SIGHUP);  // which log rotation may send at any time
    server->program().send_signal(SIGINT);
    CHECK(server->program().wait() == 128 + SIGINT);
}

TEST_CASE_METHOD(Fixture, "the largest body is taken", "[end_to_end][writing]") {
    const std::string begin = R"({"texte": ")";
    std::string body = begin;
    while (body.size() < (std::size_t{16} << 20U) - 20) body += "éolien ";
    body += "\"}";
    body.resize(std::size_t{16} << 20U, ' ');
    CHECK(client.request("PUT", "/v1/articles/a", kJson, body).status == 202);
    CHECK(Inbox::read_entry(inbox.article_file("a"))->article->body.size() > 16'000'000);
}

TEST_CASE_METHOD(Fixture, "what cannot be stored is refused, and taken once it can be",
                 "[end_to_end][writing]") {
    const fs::path blocked = folder.write("index/inbox", "");
    const auto refused = client.request("PUT", "/v1/articles/a", kJson, kParc);
    CHECK(refused.status == 507);
    CHECK(refused.json()["type"] == "urn:kiosque:problem:not-stored");
    CHECK(server->log().find("nothing was taken") != std::string::npos);
    fs::remove(blocked);
    CHECK(client.request("PUT", "/v1/articles/a", kJson, kParc).status == 202);
}
