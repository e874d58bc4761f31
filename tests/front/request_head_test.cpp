#include "front/request_head.hpp"

#include <random>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "front/body_length.hpp"

using namespace kiosque;
using namespace kiosque::front;

namespace {

const std::string kHost = "Host: kiosque\r\n";

std::string head_with(const std::string& headers) {
    return "POST /v1/articles HTTP/1.1\r\n" + kHost + headers + "\r\n";
}

/// What was wrong with a head; empty when nothing was.
ErrorCode refusal_of(const std::string& bytes) {
    try {
        read_head(bytes);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;  // refused by nobody
}

}  // namespace

TEST_CASE("a head is read up to its empty line", "[front][head]") {
    const std::string bytes =
        "GET /v1/search?q=%C3%A9 HTTP/1.1\r\nHost: kiosque\r\nAccept:\t text/html \r\nEmpty:\r\n"
        "\r\nGET /next";
    const auto head = read_head(bytes);
    REQUIRE(head);
    CHECK(head->method == "GET");
    CHECK(head->target == "/v1/search?q=%C3%A9");
    CHECK(head->value("accept") == "text/html");
    CHECK(head->value("empty").empty());
    CHECK(head->headers.size() == 3);
    CHECK(bytes.substr(head->bytes) == "GET /next");
    CHECK(head->keeps_alive);
    CHECK_FALSE(has_body(*head));
}

TEST_CASE("a head that has come in part is awaited, whatever the part", "[front][head]") {
    const std::string whole = head_with("Content-Length: 5\r\nX: y\r\n");
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
        CAPTURE(bytes);
        CHECK_FALSE(read_head(std::string_view(whole).substr(0, bytes)));
    }
    CHECK(read_head(whole)->bytes == whole.size());
}

TEST_CASE("a connection is kept alive unless one side is against it", "[front][head]") {
    const auto [bytes, is_kept] = GENERATE(table<std::string, bool>({
        {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: x, CLOSE\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: x\r\nConnection: closed\r\n\r\n", true},
        {"GET / HTTP/1.0\r\n\r\n", false},
    }));
    CAPTURE(bytes);
    CHECK(read_head(bytes)->keeps_alive == is_kept);
}

TEST_CASE("an address may name the server, as for a proxy", "[front][head]") {
    const auto [target, path] = GENERATE(table<std::string, std::string>({
        {"http://kiosque/v1/stats?x", "/v1/stats?x"},
        {"HTTP://kiosque:8080", "/"},
        {"/http://x", "/http://x"},
        {"/caf\xc3\xa9", "/caf\xc3\xa9"},
    }));
    const std::string bytes = "GET " + target + " HTTP/1.1\r\n" + kHost + "\r\n";
    CHECK(read_head(bytes)->target == path);
}

TEST_CASE("what two servers could read in two ways is refused", "[front][head]") {
    const std::string bytes = GENERATE(values<std::string>({
        "GET / HTTP/1.1\nHost: x\n\n",                      // bare LF
        "GET / HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",          // bare CR
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",  // a header in two lines
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",               // before the first header
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",               // a blank before the colon
        "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",         // no name
        "GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n",           // no colon
        "GET / HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n",     // a control character
        std::string("GET / HTTP/1.1\r\nHost: x\r\nA: \0b\r\n\r\n", 34),
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",  // two servers
        "GET / HTTP/1.1\r\n\r\n",                        // none
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / a HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\x7f HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\t HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://x?q HTTP/1.1\r\nHost: x\r\n\r\n",
        "G\"T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: x\r\n\r\n",
        "GET / http/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "\x16\x03\x01\x02\n",
    }));
    CAPTURE(bytes);
    CHECK(refusal_of(bytes) == ErrorCode::malformed_request);
}

TEST_CASE("an empty line before a request is passed over", "[front][head]") {
    CHECK(read_head("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")->bytes == 29);
}

TEST_CASE("a head over a limit is refused before it has come whole", "[front][head]") {
    const std::string line = "GET / HTTP/1.1\r\n" + kHost;
    CHECK(refusal_of("GET /" + std::string(HeadLimits::kTargetBytes, 'a') + " HTTP/1.1\r\n") ==
          ErrorCode::address_too_long);
    CHECK(refusal_of("GET /" + std::string(HeadLimits::kBytes, 'a')) ==
          ErrorCode::address_too_long);
    CHECK(refusal_of(line + "A: " + std::string(HeadLimits::kBytes, 'a')) ==
          ErrorCode::head_too_large);
    std::string many = line;
    for (std::size_t i = 0; i < HeadLimits::kHeaders; ++i) many += "A:\r\n";
    CHECK(refusal_of(many) == ErrorCode::head_too_large);
    CHECK(read_head("GET /" + std::string(HeadLimits::kTargetBytes - 1, 'a') + " HTTP/1.1\r\n" +
                    kHost + "\r\n"));
}

TEST_CASE("the length of a body is one number, or the request is refused", "[front][body]") {
    const auto length_of = [](const std::string& headers) {
        const std::string bytes = head_with(headers);
        return body_length(*read_head(bytes));
    };
    CHECK(length_of("") == 0);
    CHECK(length_of("Content-Length: 0\r\n") == 0);
    CHECK(length_of("content-length:16777216\r\n") == 16'777'216);
    for (const std::string wrong :
         {"", "-1", "+1", "1 1", "abc", "12abc", "0x10", "1,1", "99999999999999999999"}) {
        CAPTURE(wrong);
        CHECK_THROWS_WITH(length_of("Content-Length: " + wrong + "\r\n"),
                          "the Content-Length of a request must be a whole number");
    }
    CHECK_THROWS_WITH(length_of("Content-Length: 5\r\nContent-Length: 5\r\n"),
                      "a request may have one Content-Length, but has 2");
    CHECK_THROWS_WITH(length_of("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                      "a request may have Content-Length or Transfer-Encoding, but has both");
    CHECK_THROWS_WITH(length_of("Transfer-Encoding: chunked\r\n"),
                      "a body must come with its Content-Length, but comes in chunks "
                      "(Transfer-Encoding); send it in one piece");
}

TEST_CASE("altered heads are read, awaited or refused, and never misread", "[front][head]") {
    std::mt19937 random(1);
    const std::string whole = head_with("Content-Length: 5\r\nConnection: close\r\n");
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = whole;
        for (unsigned i = 1 + random() % 3; i > 0; --i) {
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        }
        try {
            const auto head = read_head(bytes);
            if (head) CHECK(head->bytes <= bytes.size());
        } catch (const Error& error) {
            CHECK(std::string(error.what()).size() > 10);
        }
    }
}
