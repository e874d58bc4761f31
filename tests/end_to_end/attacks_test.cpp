// Requests that two servers could read in two ways: sent to a real one, with a second request
// behind them that must never be answered.

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/attacked_server.hpp"

using namespace kiosque::test;

namespace {

/// What is to be smuggled; the access log would tell of it.
const std::string kInner = "GET /healthz?smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string kLength = "Content-Length: " + std::to_string(kInner.size()) + "\r\n";
const std::string kChunked = "Transfer-Encoding: chunked\r\n";

std::string get(const std::string& headers) {
    return "GET /v1/stats HTTP/1.1\r\n" + headers + "\r\n";
}

struct Attack {
    std::string name;
    std::string sent;
    int status;
};

struct Fixture : AttackedServer {
    std::string put(const std::string& headers) const {
        return head("PUT", "/v1/articles/a", headers);
    }

    /// Each in one packet with what is to be smuggled, and behind an end of chunks.
    void check_all(const std::vector<Attack>& attacks) const {
        for (const auto& [name, sent, status] : attacks) {
            for (const std::string before : {"", "0\r\n\r\n"}) {
                const std::string come = told(sent + before + kInner);
                CAPTURE(name, before, come);
                CHECK(come.starts_with("HTTP/1.1 " + std::to_string(status)));
                CHECK(answers_in(come) == 1);
                CHECK(come.find("\r\nConnection: close\r\n") != std::string::npos);
                CHECK(come.find("[the connection stays open]") == std::string::npos);
            }
        }
        CHECK(asked().find("smuggled") == std::string::npos);
        CHECK(serves());
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a length that can be read in two ways smuggles nothing",
                 "[end_to_end][attack]") {
    std::vector<Attack> attacks = {
        {"twice the same", put(kLength + kLength), 400},
        {"twice the same, by GET", get("Host: x\r\n" + kLength + kLength), 400},
        {"two lengths", put(kLength + "content-length: 0\r\n"), 400},
        {"too large for us", put("Content-Length: 18446744073709551615\r\n"), 413},
        {"a name with an underscore", put("Content_Length: 5\r\n"), 411},
        {"a blank before the colon", put("Content-Length : 5\r\n"), 400},
        {"a vertical tab",
         put("Content-Length:\x0b"
             "5\r\n"),
         400},
    };
    for (const std::string length :
         {"", "abc", "-1", "+5", "0x5", "5, 5", "5,5", "5 5", "5;5", "1e1", "5.0", "'5'",
          "18446744073709551616", "99999999999999999999999999"}) {
        attacks.push_back({"PUT " + length, put("Content-Length: " + length + "\r\n"), 400});
        attacks.push_back(
            {"GET " + length, get("Host: x\r\nContent-Length: " + length + "\r\n"), 400});
    }
    check_all(attacks);
}

TEST_CASE_METHOD(Fixture, "a body in chunks smuggles nothing, however it is spelt",
                 "[end_to_end][attack]") {
    std::vector<Attack> attacks = {
        {"both", put(kChunked + kLength), 400},
        {"both, the other way round", put(kLength + kChunked), 400},
        {"both, by GET", get("Host: x\r\n" + kLength + kChunked), 400},
        {"by GET", get("Host: x\r\n" + kChunked), 400},
        {"a blank before the colon", put("Transfer-Encoding : chunked\r\n"), 400},
        {"a blank before the name", put(" Transfer-Encoding: chunked\r\n"), 400},
        {"behind a bare LF", put("X: y\nTransfer-Encoding: chunked\r\n"), 400},
        {"behind a bare CR", put("X: y\rTransfer-Encoding: chunked\r\n"), 400},
        {"in a second line", put("Transfer-Encoding:\r\n chunked\r\n"), 400},
        {"twice", put(kChunked + "Transfer-Encoding: identity\r\n"), 411},
    };
    for (const std::string coding :
         {"chunked", "Chunked", "CHUNKED", "chunked, identity", "identity", "identity, chunked",
          "\tchunked", "chunked ;q=1", "xchunked", "\"chunked\"", "gzip, chunked", ""}) {
        const std::string header = "Transfer-Encoding: " + coding + "\r\n";
        attacks.push_back({coding, put(header), 411});
        attacks.push_back({coding + " with a length", put(header + kLength), 400});
    }
    for (const std::string byte : {"\x0b", "\x0c", "\x01", "\x7f"}) {
        attacks.push_back(
            {"a control character", put("Transfer-Encoding:" + byte + "chunked\r\n"), 400});
    }
    check_all(attacks);
}

TEST_CASE_METHOD(Fixture, "a body that is refused is not read as the next request",
                 "[end_to_end][attack]") {
    const std::string bare = " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    check_all({
        {"without the key", "PUT /v1/articles/a" + bare + kLength + "\r\n", 401},
        {"without the key, in chunks", "PUT /v1/articles/a" + bare + kChunked + "\r\n", 401},
        {"without the key, both", "PUT /v1/articles/a" + bare + kChunked + kLength + "\r\n", 401},
        {"without the key, no number", "PUT /v1/articles/a" + bare + "Content-Length: x\r\n\r\n",
         401},
        {"a list without the key", "POST /v1/articles" + bare + kLength + "\r\n", 401},
        {"a method that the address does not take", head("PATCH", "/v1/stats", kLength), 405},
        {"a page", head("POST", "/", kLength), 405},
        {"an asset", head("POST", "/assets/kiosque.css", kLength), 405},
        {"TRACE", head("TRACE", "/", kLength), 405},
        {"nowhere", head("POST", "/nowhere", kLength), 404},
        {"a type that is not read",
         "PUT /v1/articles/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key +
             "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + kLength + "\r\n",
         415},
    });

    const ServerProcess reading(index.path());
    RawClient raw(reading.port());
    raw.send(put(kLength) + kInner);
    const std::string come = raw.read_all();
    CAPTURE(come);
    CHECK(come.starts_with("HTTP/1.1 403"));
    CHECK(answers_in(come) == 1);
    CHECK(raw.is_closed());
}

TEST_CASE_METHOD(Fixture, "a head that can be read in two ways smuggles nothing",
                 "[end_to_end][attack]") {
    const std::string host = "Host: x\r\n";
    check_all({
        {"a header in two lines", get(host + "X: y\r\n z\r\n"), 400},
        {"a bare CR", get(host + "X: y\rZ: z\r\n"), 400},
        {"a bare LF", get(host + "X: y\nZ: z\r\n"), 400},
        {"bare LFs alone", "GET /v1/stats HTTP/1.1\nHost: x\n\n", 400},
        {"CR CR LF", get(host + "X: y\r\r\n"), 400},
        {"a blank before the colon", get("Host : x\r\n"), 400},
        {"no colon", get(host + "X\r\n"), 400},
        {"NUL in a value", get(host + "X: y" + std::string(1, '\0') + "\r\n"), 400},
        {"NUL in a name", get(host + "X" + std::string(1, '\0') + ": y\r\n"), 400},
        {"NUL in the address",
         "GET /v1/stats" + std::string(1, '\0') + " HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"no host", get("X: y\r\n"), 400},
        {"two hosts", get(host + "Host: y\r\n"), 400},
        {"the same host twice", get(host + host), 400},
        {"a port in place of an address", "GET x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"CONNECT", "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n", 400},
        {"another scheme", "GET https://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"a file of the machine", "GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"two blanks", "GET  /v1/stats HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"a tab for a blank", "GET\t/v1/stats HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"a blank in the address", "GET /v1/stats x HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        {"HTTP/0.9", "GET /v1/stats\r\n", 400},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"a version that does not exist", "GET / HTTP/1.9\r\nHost: x\r\n\r\n", 400},
        {"a greeting of TLS", "\x16\x03\x01\x02\n", 400},
    });
}

TEST_CASE_METHOD(Fixture, "an address that names a server is answered by its path alone",
                 "[end_to_end][attack]") {
    const std::string come = told(
        "GET http://elsewhere.example/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(come.starts_with("HTTP/1.1 200"));
    CHECK(come.find("elsewhere") == std::string::npos);
}

TEST_CASE_METHOD(Fixture, "who reads with a wrong length is told what is wrong with it",
                 "[end_to_end][attack]") {
    const auto [headers, detail] = GENERATE(table<std::string, std::string>({
        {"Content-Length: x\r\n", "the Content-Length of a request must be a whole number"},
        {"Content-Length: 5\r\nContent-Length: 5\r\n",
         "a request may have one Content-Length, but has 2"},
        {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
         "a request may have Content-Length or Transfer-Encoding, but has both"},
        {"Content-Length: 5\r\n", "a request that reads has no body"},
        {"Transfer-Encoding: chunked\r\n", "a request that reads has no body"},
    }));
    const std::string come = told(get("Host: x\r\n" + headers));
    CAPTURE(headers, come);
    CHECK(come.find("\"detail\":\"" + detail + "\"") != std::string::npos);
}
