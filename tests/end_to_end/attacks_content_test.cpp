// What a real server gives away, and what it lets into its answers and its log.

#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/attacked_server.hpp"

using namespace kiosque::test;

namespace {

struct Fixture : AttackedServer {
    const HttpClient::Headers json = {{"Authorization", "Bearer " + key},
                                      {"Content-Type", "application/json"}};

    std::string raw_get(const std::string& target, const std::string& headers = "") const {
        return told("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers +
                    "\r\n");
    }

    /// Neither the program nor the machine shows in an answer.
    void check_discreet(const std::string& come) const {
        CAPTURE(come);
        for (const std::string& told :
             {std::string("EXCEPTION"), std::string("\r\nServer:"), std::string("httplib"),
              std::string("std::"), std::string("Xapian"), index.path().string(),
              folder.path().string(), std::string(KIOSQUE_BIN)}) {
            CHECK(come.find(told) == std::string::npos);
        }
    }
};

std::string head_of(const std::string& come) {
    return come.substr(0, come.find("\r\n\r\n"));
}

}  // namespace

TEST_CASE_METHOD(Fixture, "the address of a client is that of its connection, whatever it claims",
                 "[end_to_end][attack]") {
    raw_get("/v1/stats?spoofed",
            "REMOTE_ADDR: 6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\n"
            "X-Real-IP: 6.6.6.6\r\nClient-IP: 6.6.6.6\r\nREMOTE_PORT: 1\r\n");
    const std::string asked = this->asked();
    CHECK(asked.find("6.6.6.6") == std::string::npos);
    CHECK(
        asked.find("\"client\":\"127.0.0.1\",\"method\":\"GET\",\"address\":\"/v1/stats?spoofed") !=
        std::string::npos);
}

TEST_CASE_METHOD(Fixture, "no answer tells of the program or the machine", "[end_to_end][attack]") {
    for (const std::string target :
         {"/", "/nowhere", "/article/x", "/article/%ff", "/assets/x", "/v1/search?limit=x",
          "/v1/search?q=%ff", "/v1/articles/x", "/v1/tasks/x", "/v1/facets/x", "/v1/snippet?id=x",
          "/readyz", "/v1/analyze", "/metrics"}) {
        check_discreet(raw_get(target));
    }
    check_discreet(told("NONSENSE\r\n\r\n"));
    check_discreet(
        told(head("PUT", "/v1/articles/a", "Connection: close\r\nContent-Length: 3\r\n") + "{}x"));
    check_discreet(told(head("PUT", "/v1/articles/a")));
    check_discreet(told(head("PUT", "/v1/articles/a", "Content-Length: 99999999\r\n")));
    std::ofstream(index.path() / "inbox") << "in the way";
    const std::string body = R"({"titre": "a", "texte": "b"})";
    const std::string refused =
        told(head("PUT", "/v1/articles/a",
                  "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n") +
             body);
    CHECK(refused.starts_with("HTTP/1.1 507"));
    check_discreet(refused);
    CHECK(server.has_logged(index.path().string()));
}

TEST_CASE_METHOD(Fixture, "a method that nobody needs does nothing, and shows nothing",
                 "[end_to_end][attack]") {
    for (const std::string method : {"TRACE", "CONNECT", "BREW", "get", "PROPFIND", "PATCH"}) {
        for (const std::string target : {"/", "/v1/stats", "/assets/kiosque.css"}) {
            const std::string come =
                told(method + " " + target +
                     " HTTP/1.1\r\nHost: x\r\nX-Secret: told\r\nConnection: close\r\n\r\n");
            CAPTURE(method, target, come);
            CHECK(come.starts_with("HTTP/1.1 405"));
            CHECK(come.find("\r\nAllow: GET, HEAD, OPTIONS\r\n") != std::string::npos);
            CHECK(come.find("X-Secret") == std::string::npos);
        }
    }
    for (const std::string target : {"/nowhere", "/v1/search?limit=x", "/article/x"}) {
        const std::string come =
            told("HEAD " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        CAPTURE(come);
        CHECK(come.ends_with("\r\n\r\n"));
        CHECK(answers_in(come) == 1);
    }
}

TEST_CASE_METHOD(Fixture, "nothing that is sent becomes a line of an answer's head",
                 "[end_to_end][attack]") {
    const std::string injected = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<script>";
    for (const std::string& target :
         {"/" + injected, "/article/" + injected, "/v1/articles/" + injected,
          "/v1/tasks/" + injected, "/v1/facets/" + injected, "/assets/" + injected,
          "/?lang=" + injected, "/?q=" + injected, "/v1/search?sort=" + injected,
          "/v1/search?" + injected + "=1"}) {
        const std::string come = raw_get(target,
                                         "X-Request-Id: a%0d%0aSet-Cookie:%20a=b\r\n"
                                         "Origin: https://a%0d%0aSet-Cookie:%20a=b\r\n");
        CAPTURE(come);
        CHECK(head_of(come).find("Set-Cookie") == std::string::npos);
        if (head_of(come).find("Content-Type: text/html") != std::string::npos) {
            CHECK(come.find("<script>") == std::string::npos);
        }
        CHECK(answers_in(come) == 1);
    }
    const auto put =
        client.request("PUT", "/v1/articles/" + injected, json, R"({"titre":"a","texte":"b"})");
    CHECK(put.header("set-cookie").empty());
    // A line of the access log is a request, and nothing else.
    std::ifstream lines(access_log);
    for (std::string line; std::getline(lines, line);) CHECK(nlohmann::json::accept(line));
}

TEST_CASE_METHOD(Fixture, "no file of the machine and no list of files is served",
                 "[end_to_end][attack]") {
    for (const std::string target : {"/../etc/passwd",
                                     "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                                     "/%2e%2e%2fetc%2fpasswd",
                                     "//etc/passwd",
                                     "/./etc/passwd",
                                     "/assets/../../etc/passwd",
                                     "/assets/..%2f..%2fCURRENT",
                                     "/assets/%2e%2e/CURRENT",
                                     "/assets/",
                                     "/assets",
                                     "/article/../CURRENT",
                                     "/article/..%2fCURRENT",
                                     "/v1/articles/..%2f..%2fetc%2fpasswd",
                                     "/v1/articles/../../../etc/passwd",
                                     "/v1/tasks/..%2f..%2fCURRENT",
                                     "/CURRENT",
                                     "/v1/",
                                     "/generations/",
                                     "/.git/config",
                                     "/..%5c..%5cetc%5cpasswd",
                                     "/%00/etc/passwd",
                                     "/article/%00",
                                     "/etc/passwd%00.css",
                                     "/assets/kiosque.css%00.svg"}) {
        const std::string come = raw_get(target, "Authorization: Bearer " + key + "\r\n");
        CAPTURE(target, come);
        CHECK((come.starts_with("HTTP/1.1 404") || come.starts_with("HTTP/1.1 400")));
        CHECK(come.find("root:") == std::string::npos);
        CHECK(come.find("MANIFEST") == std::string::npos);
        CHECK(come.find("Index of") == std::string::npos);
    }
    const auto put = client.request("PUT", "/v1/articles/..%2f..%2f..%2fout", json,
                                    R"({"titre":"a","texte":"b"})");
    CHECK((put.status == 202 || put.status == 400));
    CHECK_FALSE(std::filesystem::exists(index.path() / "out"));
    CHECK_FALSE(std::filesystem::exists(index.path().parent_path() / "out"));
}

TEST_CASE_METHOD(Fixture, "a browser is told to run nothing and to guess nothing",
                 "[end_to_end][attack]") {
    for (const std::string target : {"/", "/?q=gaz", "/article/a", "/article/x", "/?sort=x"}) {
        CAPTURE(target);
        const auto page = client.request("GET", target);
        const std::string policy = page.header("content-security-policy");
        CHECK(policy.starts_with("default-src 'none';"));
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("script") == std::string::npos);
        CHECK(policy.find("base-uri 'none'") != std::string::npos);
        CHECK(policy.find("frame-ancestors 'self'") != std::string::npos);
        CHECK(page.header("referrer-policy") == "same-origin");
        CHECK(page.header("x-content-type-options") == "nosniff");
    }
    for (const std::string target : {"/v1/search", "/v1/articles/a", "/healthz", "/nowhere",
                                     "/assets/kiosque.css", "/assets/x", "/v1/search?limit=x"}) {
        CAPTURE(target);
        CHECK(client.request("GET", target).header("x-content-type-options") == "nosniff");
    }
    const std::string refused = told("NONSENSE\r\n\r\n");
    CHECK(refused.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "bytes that are no text, and NUL, are answered in any parameter",
                 "[end_to_end][attack]") {
    const std::vector<std::string> routes = {
        "/v1/search",  "/v1/facets", "/v1/facets/source", "/v1/snippet",
        "/v1/analyze", "/v1/stats",  "/healthz",          "/"};
    const std::vector<std::string> names = {
        "q",       "text",        "id",       "sort",       "match",  "date",     "limit", "offset",
        "fields",  "facets",      "f.source", "not.source", "prefix", "contains", "order", "lang",
        "explain", "find.source", "page",     "highlight",  "%00",    "%ff",      "f.%00", ""};
    for (const auto& route : routes) {
        for (const auto& name : names) {
            for (const std::string value :
                 {"%00", "a%00b", "%ff", "%c3", "%ed%a0%80", "%c0%80", "%f8%88%80%80%80", "%", "%0",
                  "%zz", "%e2%80%ae", "%0d%0a"}) {
                const auto answer = client.request("GET", route + "?" + name + "=" + value);
                CAPTURE(route, name, value, answer.status, answer.body.substr(0, 500));
                const bool is_sought = route == "/v1/snippet" && name == "id";
                CHECK((answer.status == 200 || answer.status == 400 ||
                       (is_sought && answer.status == 404)));
                if (answer.header("content-type").find("json") == std::string::npos) continue;
                CHECK(nlohmann::json::accept(answer.body));
            }
        }
    }
    for (const std::string id : {"%00", "%ff", "a%00b", "%ed%a0%80"}) {
        CAPTURE(id);
        const int article = client.request("GET", "/v1/articles/" + id).status;
        CHECK((article == 404 || article == 400));
        CHECK(client.request("GET", "/article/" + id).status == 404);
        CHECK(client.request("PUT", "/v1/articles/" + id, json, R"({"texte":"b"})").status == 400);
    }
    const auto refused = client.request("GET", "/v1/search?limit=a%00b");
    CHECK(refused.json()["detail"] ==
          "'limit' must be a whole number from 0 to 100, but is 'a\u2400b'");
    CHECK(serves());
}
