// Too much of everything, against a real server: it refuses early, and its memory stays as it was.

#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "support/attacked_server.hpp"
#include "support/waiting.hpp"

using namespace kiosque::test;

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;
/// What the memory of the server may grow by, whatever is sent to it.
constexpr std::size_t kMostGrownKilobytes = 24 * 1024;

struct Fixture : AttackedServer {
    Fixture() {
        CHECK(serves());
        before = server.program().resident_kilobytes();
    }

    void check_memory() const {
        const std::size_t now = server.program().resident_kilobytes();
        CAPTURE(before, now);
        CHECK(now < before + kMostGrownKilobytes);
        CHECK(serves());
    }

    /// Sends `first`, then `piece` until `bytes` have gone or the server has had enough; gives back
    /// what it says meanwhile.
    std::string flooded(const std::string& first, const std::string& piece,
                        std::size_t bytes) const {
        RawClient raw(server.port());
        std::string come;
        std::thread reading([&] { come = raw.read_all(); });
        raw.send(first);
        std::string pieces;
        while (pieces.size() < kMegabyte) pieces += piece;
        for (std::size_t sent = 0; sent < bytes; sent += pieces.size()) raw.send(pieces);
        reading.join();
        CHECK(raw.is_closed());
        return come;
    }

    std::size_t before = 0;
};

const std::string kGet = "GET /healthz HTTP/1.1\r\nHost: x\r\n";

}  // namespace

TEST_CASE_METHOD(Fixture, "a flood is refused at its beginning and takes no memory",
                 "[end_to_end][attack]") {
    const auto [name, first, piece, bytes, status] =
        GENERATE_COPY(table<std::string, std::string, std::string, std::size_t, int>({
            {"300,000 headers", kGet, "X: y\r\n", 300'000 * 6, 431},
            {"headers without an end", kGet, "X: y\r\n", 100 * kMegabyte, 431},
            {"one header line", kGet + "X: ", "y", 100 * kMegabyte, 431},
            {"one name of a header", kGet, "y", 100 * kMegabyte, 431},
            {"an address", "GET /", "y", 100 * kMegabyte, 414},
            {"a method", "", "Y", 100 * kMegabyte, 414},
            {"chunks", head("PUT", "/v1/articles/a", "Transfer-Encoding: chunked\r\n"),
             "10000\r\n" + std::string(0x10000, 'y') + "\r\n", 100 * kMegabyte, 411},
            {"one chunk", head("PUT", "/v1/articles/a", "Transfer-Encoding: chunked\r\n"),
             "FFFFFFFFFFFFFFFF\r\n", 100 * kMegabyte, 411},
            {"a body that is too long",
             head("PUT", "/v1/articles/a", "Content-Length: 104857600\r\n"), "y", 100 * kMegabyte,
             413},
            {"a body without the key",
             "PUT /v1/articles/a HTTP/1.1\r\nHost: x\r\nContent-Length: 16000000\r\n\r\n", "y",
             16'000'000, 401},
            {"a body of another type",
             "PUT /v1/articles/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key +
                 "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                 "16000000\r\n\r\n",
             "--x\r\nContent-Disposition: form-data; name=\"f\"; filename*=\"" +
                 std::string(8000, 'y') + "\"\r\n\r\n",
             16'000'000, 415},
            {"a packed body, whatever is in it",
             head("PUT", "/v1/articles/a", "Content-Encoding: gzip\r\nContent-Length: 1000000\r\n"),
             "\x1f\x8b\x08", 1'000'000, 415},
        }));
    const std::string come = flooded(first, piece, bytes);
    CAPTURE(name, come);
    CHECK(come.starts_with("HTTP/1.1 " + std::to_string(status)));
    CHECK(answers_in(come) == 1);
    check_memory();
}

TEST_CASE_METHOD(Fixture, "requests that never end, of many clients, take little memory",
                 "[end_to_end][attack]") {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 500; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(kGet + "X: " + std::string(8'000, 'y'));
    }
    check_memory();
    // More bodies than are read at once: the others are told to come again.
    std::vector<std::unique_ptr<RawClient>> writers;
    for (int i = 0; i < 17; ++i) {
        writers.push_back(std::make_unique<RawClient>(server.port()));
        writers.back()->send(
            head("PUT", "/v1/articles/a", "Expect: 100-continue\r\nContent-Length: 16000000\r\n"));
        const std::string told = writers.back()->read_until("\r\n\r\n");
        CAPTURE(i, told);
        CHECK(told.starts_with(i < 16 ? "HTTP/1.1 100" : "HTTP/1.1 503"));
    }
    check_memory();
}

TEST_CASE_METHOD(Fixture, "JSON of any depth is read or refused, and nothing falls over",
                 "[end_to_end][attack]") {
    const auto nested = [](const std::string& open, const std::string& middle,
                           const std::string& close) {
        std::string text;
        for (int i = 0; i < 100'000; ++i) text += open;
        text += middle;
        for (int i = 0; i < 100'000; ++i) text += close;
        return text;
    };
    const HttpClient::Headers json = {{"Authorization", "Bearer " + key},
                                      {"Content-Type", "application/json"}};
    for (const auto& body :
         {nested("[", "", "]"), nested("{\"a\":", "1", "}"), nested("[", "", ""),
          "{\"titre\": \"a\", \"texte\": \"b\", \"x\": " + nested("[", "", "]") + "}"}) {
        const auto refused = client.request("PUT", "/v1/articles/a", json, body);
        CAPTURE(body.substr(0, 40), refused.body.substr(0, 300));
        CHECK(refused.status == 400);
        CHECK(refused.body.size() < 4'000);
    }
    check_memory();
}

TEST_CASE_METHOD(Fixture, "many ranges, parameters and filters cost no more than one answer",
                 "[end_to_end][attack]") {
    const std::string whole = client.get("/v1/articles/a").body;
    std::string ranges = "bytes=0-";
    for (int i = 1; i < 1'500; ++i) ranges += ",0-";
    const auto cut = client.get("/v1/articles/a", {}, {{"Range", ranges}});
    CHECK(cut.status == 200);
    CHECK(cut.header("content-range").empty());
    CHECK(cut.body.size() < whole.size() + 10);

    const auto repeated = [](const std::string& piece) {
        std::string target = "/v1/search?q=gaz";
        while (target.size() < 8'000) target += piece;
        return target;
    };
    for (const std::string piece : {"&", "&q=gaz", "&x", "&%", "&f.source=a", "&f.x=", "+OR+%28",
                                    "*+a", "%22", "&facets=source", "&a=%00"}) {
        const auto answer = client.request("GET", repeated(piece));
        CAPTURE(piece, answer.body.substr(0, 300));
        CHECK((answer.status == 200 || answer.status == 400));
        CHECK(answer.body.size() < 60'000);
    }
    check_memory();
}

TEST_CASE_METHOD(Fixture, "the memory of the largest articles is given back behind them",
                 "[end_to_end][attack]") {
    const HttpClient::Headers json = {{"Authorization", "Bearer " + key},
                                      {"Content-Type", "application/json"}};
    std::string body = R"({"titre": "a", "texte": ")";
    while (body.size() < 16 * kMegabyte - 20) body += "éolien ";
    body += "\"}";
    CHECK(client.request("PUT", "/v1/articles/a", json, body).status == 202);
    CHECK(comes_true(
        [&] { return server.program().resident_kilobytes() < before + kMostGrownKilobytes; }));
    check_memory();
}
