#include "front/front.hpp"

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "front/body_length.hpp"
#include "support/raw_client.hpp"
#include "support/test_index.hpp"
#include "support/waiting.hpp"

using namespace kiosque;
using namespace kiosque::front;
using test::RawClient;

namespace {

std::string get(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

/// A server that says what it was asked. "/slow" is answered when `open` is called, "/large" by
/// eight megabytes, and bodies are read but for those sent to "/unread".
class EchoServer {
public:
    explicit EchoServer(Settings settings = {}, const std::string& unix_socket = "")
        : gate_(opened_.get_future().share()),
          front_({[this](const Request& request) { return answer(request); },
                  [](const RequestHead& head) -> std::optional<std::size_t> {
                      if (has_body(head) && head.target == "/unread") return {};
                      return body_length(head);
                  },
                  [](const Refused& refused) {
                      if (refused.peer == "unix") throw std::bad_alloc();
                      return "refused: " + std::string(refused.why.what());
                  }},
                 settings) {
        auto listener = unix_socket.empty() ? Listener::tcp("127.0.0.1", 0)
                                            : Listener::unix_socket(unix_socket);
        port_ = listener.port();
        front_.listen(std::move(listener));
        serving_ = std::thread([this] { front_.serve(); });
    }

    ~EchoServer() {
        open();
        stop();
        serving_.join();
    }

    void open() {
        if (!is_open_.exchange(true)) opened_.set_value();
    }
    void stop() { front_.stop(); }
    int port() const { return port_; }
    Traffic traffic() const { return front_.traffic(); }

    /// Waits until the front holds what `is_so` says.
    template <typename IsSo>
    void wait_until(IsSo is_so) const {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!is_so(traffic())) {
            REQUIRE(std::chrono::steady_clock::now() < give_up);
            test::give_way();
        }
    }

    /// Waits until a worker has begun with "/slow".
    void wait_until_held() const {
        wait_until([this](const Traffic&) { return holds_.load(); });
    }

private:
    std::string answer(const Request& request) {
        if (request.head.target == "/slow") {
            holds_ = true;
            gate_.wait();
        }
        if (request.head.target == "/throws") throw std::bad_alloc();
        if (request.head.target == "/large") return std::string(8'000'000, 'x') + "end\n";
        return std::string(request.head.target) + " [" + std::string(request.body) + "]" +
               (request.closes() ? " closes" : "") + "\n";
    }

    std::promise<void> opened_;
    std::shared_future<void> gate_;
    std::atomic<bool> is_open_ = false;
    std::atomic<bool> holds_ = false;
    Front front_;
    int port_ = 0;
    std::thread serving_;
};

}  // namespace

TEST_CASE("requests of one packet are answered in their order", "[front]") {
    EchoServer server;
    RawClient client(server.port());
    client.send(get("/1") + get("/2") + get("/3"));
    CHECK(client.read_until("/3 []\n") == "/1 []\n/2 []\n/3 []\n");
    client.send(get("/4"));
    CHECK(client.read_until("\n") == "/4 []\n");
    CHECK(server.traffic().requests == 4);
}

TEST_CASE("a request may come byte by byte, and end the connection", "[front]") {
    EchoServer server;
    RawClient client(server.port());
    for (const char byte : get("/slowly", "Connection: close\r\n")) {
        client.send(std::string(1, byte));
    }
    CHECK(client.read_all() == "/slowly [] closes\n");
}

TEST_CASE("who ends sending behind a request is answered", "[front]") {
    EchoServer server;
    RawClient client(server.port());
    client.send(get("/last"));
    client.end_sending();
    CHECK(client.read_all() == "/last []\n");
}

TEST_CASE("silent clients hold no thread", "[front]") {
    EchoServer server;
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 300; ++i) {
        silent.push_back(std::make_unique<RawClient>(server.port()));
        silent.back()->send(i % 2 == 0 ? "" : "GET / HTTP/1.1\r\nHost: ");
    }
    server.wait_until([](const Traffic& traffic) { return traffic.connections == 300; });
    RawClient client(server.port());
    client.send(get("/quick"));
    CHECK(client.read_until("\n") == "/quick []\n");
}

TEST_CASE("a head that does not end is refused in time, silence just ended", "[front]") {
    Settings settings;
    settings.head = settings.idle = std::chrono::milliseconds(300);
    EchoServer server(settings);
    RawClient slow(server.port());
    slow.send("GET / HTTP/1.1\r\nHo");
    CHECK(slow.read_all() == "refused: the request did not come to its end in time");
    RawClient silent(server.port());
    CHECK(silent.read_all() == "");
    RawClient idle(server.port());
    idle.send(get("/"));
    CHECK(idle.read_all() == "/ []\n");
}

TEST_CASE("a body is read whole, behind a go where the client waits for one", "[front][body]") {
    EchoServer server;
    RawClient client(server.port());
    client.send("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nUn ");
    client.send("parc" + get("/b"));
    CHECK(client.read_until("/b []\n") == "/a [Un parc]\n/b []\n");
    client.send("PUT /c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("gaz");
    CHECK(client.read_until("\n") == "/c [gaz]\n");
    const std::string large(3'000'000, 'y');
    client.send("PUT /d HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + large);
    CHECK(client.read_until("\n") == "/d [" + large + "]\n");
}

TEST_CASE("a body that nobody wants is not taken for a request", "[front][body]") {
    EchoServer server;
    RawClient client(server.port());
    client.send("PUT /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\n" + get("/inner"));
    CHECK(client.read_all() == "/unread [] closes\n");
}

TEST_CASE("what is no request is refused, and nothing behind it is read", "[front]") {
    EchoServer server;
    RawClient client(server.port());
    client.send(get("/1") + "NONSENSE\r\n\r\n" + get("/2"));
    const std::string come = client.read_all();
    CHECK(come.starts_with("/1 []\nrefused: the request is no HTTP/1.1"));
    CHECK(come.find("/2") == std::string::npos);
    CHECK(server.traffic().refused == 1);
}

TEST_CASE("one request too many is refused, and those that wait are answered", "[front]") {
    Settings settings;
    settings.threads = 1;
    settings.most_waiting = 1;
    EchoServer server(settings);
    RawClient worked(server.port());
    worked.send(get("/slow"));
    server.wait_until_held();
    RawClient waiting(server.port());
    waiting.send(get("/waits"));
    server.wait_until([](const Traffic& now) { return now.waiting == 1; });
    RawClient refused(server.port());
    refused.send(get("/refused"));
    CHECK(refused.read_all() == "refused: the server has too much to do; ask again in a second");
    server.open();
    CHECK(worked.read_until("\n") == "/slow []\n");
    CHECK(waiting.read_until("\n") == "/waits []\n");
}

TEST_CASE("of too many connections the one that is idle longest goes", "[front]") {
    Settings settings;
    settings.most_connections = 2;
    EchoServer server(settings);
    RawClient oldest(server.port());
    oldest.send(get("/oldest"));
    CHECK(oldest.read_until("\n") == "/oldest []\n");
    server.wait_until([](const Traffic& now) { return now.working == 0; });
    RawClient second(server.port());
    second.send(get("/second"));
    CHECK(second.read_until("\n") == "/second []\n");
    server.wait_until([](const Traffic& now) { return now.working == 0; });
    RawClient third(server.port());
    third.send(get("/third"));
    CHECK(third.read_until("\n") == "/third []\n");
    CHECK(oldest.is_closed());
    second.send(get("/again"));
    CHECK(second.read_until("\n") == "/again []\n");
}

TEST_CASE("a large answer waits for its reader, and others do not wait for it", "[front]") {
    EchoServer server;
    RawClient slow(server.port());
    slow.send(get("/large"));
    RawClient quick(server.port());
    for (int i = 0; i < 20; ++i) {
        quick.send(get("/quick"));
        CHECK(quick.read_until("\n") == "/quick []\n");
    }
    CHECK(slow.read_until("end\n").size() == 8'000'004);
    slow.send(get("/next"));
    CHECK(slow.read_until("\n") == "/next []\n");
}

TEST_CASE("clients that vanish leave nothing behind", "[front]") {
    EchoServer server;
    for (int i = 0; i < 50; ++i) {
        RawClient client(server.port());
        client.send(i % 2 == 0 ? get("/large") : "PUT / HTTP/1.1\r\nHost: x\r\nContent-Le");
        client.vanish();
    }
    server.wait_until(
        [](const Traffic& now) { return now.accepted == 50 && now.connections == 0; });
    RawClient client(server.port());
    client.send(get("/after"));
    CHECK(client.read_until("\n") == "/after []\n");
}

TEST_CASE("a front that stops answers what it has begun, and says that it ends", "[front]") {
    EchoServer server;
    RawClient idle(server.port());
    idle.send(get("/idle"));
    CHECK(idle.read_until("\n") == "/idle []\n");
    RawClient working(server.port());
    working.send(get("/slow"));
    server.wait_until_held();
    server.stop();
    CHECK(idle.is_closed());
    server.open();
    CHECK(working.read_all() == "/slow [] closes\n");
    CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE("a backend that throws ends one connection, and no more", "[front]") {
    EchoServer server;
    RawClient unlucky(server.port());
    unlucky.send(get("/throws"));
    CHECK(unlucky.read_all() == "");
    RawClient client(server.port());
    client.send(get("/after"));
    CHECK(client.read_until("\n") == "/after []\n");
}

TEST_CASE("a refusal that throws ends one connection, and no more", "[front]") {
    const test::TemporaryFolder folder;
    const std::string path = (folder.path() / "kiosque.sock").string();
    Settings settings;
    settings.head = std::chrono::milliseconds(200);
    EchoServer server(settings, path);
    RawClient wrong(path);
    wrong.send("NONSENSE\r\n\r\n");
    CHECK(wrong.read_all() == "");
    RawClient slow(path);
    slow.send("GET / HTTP/1.1\r\nHo");
    CHECK(slow.read_all() == "");
    RawClient client(path);
    client.send(get("/after"));
    CHECK(client.read_until("\n") == "/after []\n");
}

TEST_CASE("a request that has waited too long is refused", "[front]") {
    Settings settings;
    settings.threads = 1;
    settings.wait = std::chrono::milliseconds(300);
    EchoServer server(settings);
    RawClient worked(server.port());
    worked.send(get("/slow"));
    server.wait_until_held();
    RawClient late(server.port());
    late.send(get("/late"));
    server.wait_until([](const Traffic& now) { return now.waiting == 1; });
    const auto waited = std::chrono::steady_clock::now() + std::chrono::milliseconds(310);
    while (std::chrono::steady_clock::now() < waited) test::give_way();
    server.open();
    CHECK(worked.read_until("\n") == "/slow []\n");
    CHECK(late.read_all() == "refused: the server has too much to do; ask again in a second");
}

TEST_CASE("an empty line behind a body is no request", "[front][body]") {
    Settings settings;
    settings.head = std::chrono::milliseconds(200);
    settings.idle = std::chrono::milliseconds(400);
    EchoServer server(settings);
    RawClient client(server.port());
    client.send("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\ngaz\r\n");
    CHECK(client.read_all() == "/a [gaz]\n");
}

TEST_CASE("a front that was stopped before it serves ends at once", "[front]") {
    Front front({[](const Request&) { return std::string(); },
                 [](const RequestHead&) { return std::optional<std::size_t>(0); },
                 [](const Refused&) { return std::string(); }},
                {});
    front.stop();
    front.serve();
    CHECK(front.traffic().accepted == 0);
}

TEST_CASE("a Unix socket serves, replaces one that was left, and respects others",
          "[front][listener]") {
    const test::TemporaryFolder folder;
    const std::string path = (folder.path() / "kiosque.sock").string();
    {
        EchoServer server({}, path);
        RawClient client(path);
        client.send(get("/here"));
        CHECK(client.read_until("\n") == "/here []\n");
        CHECK_THROWS_WITH(Listener::unix_socket(path),
                          Catch::Contains("another server listens there"));
    }
    CHECK_FALSE(std::filesystem::exists(path));
    folder.write("kiosque.sock", "an article");
    CHECK_THROWS_WITH(Listener::unix_socket(path), Catch::Contains("a file that is no socket"));
    CHECK_THROWS_WITH(Listener::unix_socket(std::string(200, 'a')),
                      Catch::Contains("has at most 107 bytes"));
}

TEST_CASE("an address that cannot be had is told with the reason", "[front][listener]") {
    const auto taken = Listener::tcp("127.0.0.1", 0);
    CHECK(taken.port() > 0);
    CHECK_THROWS_WITH(Listener::tcp("127.0.0.1", taken.port()),
                      Catch::Contains("Address already in use"));
    CHECK_THROWS_WITH(Listener::tcp("no.such.host.invalid", 80),
                      Catch::Contains("cannot listen on no.such.host.invalid:80"));
}
