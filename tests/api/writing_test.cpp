// The addresses that change articles, over the service, with no socket.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "api/article_writing.hpp"
#include "api/openapi_document.hpp"
#include "api/service.hpp"
#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::api;
using test::Json;

namespace {

const std::string kKey = "a-key-for-the-tests";
const std::string kParc = R"({"titre": "Le parc", "texte": "Un parc éolien."})";

struct Fixture {
    test::TemporaryFolder folder;
    search::Engine engine{folder.path() / "index"};
    Writing writing{index::Inbox(folder.path() / "index"), AccessKey(kKey)};
    Service service{engine, {{"https://a.example"}}, &writing};

    static Request made(const std::string& method, const std::string& path,
                        const std::string& body = "",
                        const std::string& type = "application/json") {
        Request request;
        request.method = method;
        request.path = path;
        request.authorization = "Bearer " + kKey;
        request.content_type = type;
        request.body = body;
        request.has_body = !body.empty();
        request.body_bytes = body.size();
        return request;
    }
    Response ask(const std::string& method, const std::string& path, const std::string& body = "",
                 const std::string& type = "application/json") const {
        const Request request = made(method, path, body, type);
        // Whoever asks for the body has to answer with it: both go by the same checks.
        const Response response = service.handle(request);
        const bool is_checked_by_head = response.status == 403 || response.status == 401 ||
                                        response.status == 405 || response.status == 415;
        if (is_checked_by_head) CHECK_FALSE(service.wants_body(request));
        return response;
    }
};

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return "";
}

Json json(const Response& response) {
    return Json::parse(response.body);
}

std::string detail(const Response& response) {
    return json(response)["detail"];
}

}  // namespace

TEST_CASE_METHOD(Fixture, "an article that is sent waits under its id", "[api][writing]") {
    const Response put = ask("PUT", "/v1/articles/dossier/été", kParc);
    REQUIRE(put.status == 202);
    CHECK(put.content_type == "application/json");
    const std::string task = json(put)["task"];
    CHECK(json(put) == Json{{"task", task},
                            {"status", "waiting"},
                            {"articles", {{{"id", "dossier/été"}}}},
                            {"url", "/v1/tasks/" + task}});
    CHECK(header(put, "Location") == "/v1/tasks/" + task);
    CHECK(header(put, "Cache-Control") == "no-store");
    const auto entry = index::Inbox::read_entry(writing.inbox.article_file("dossier/été"));
    REQUIRE(entry);
    CHECK(entry->article->title == "Le parc");
    CHECK(writing.inbox.waiting().size() == 1);

    const Response deleted = ask("DELETE", "/v1/articles/dossier/été");
    CHECK(deleted.status == 202);
    CHECK(json(deleted)["articles"] == Json{{{"id", "dossier/été"}}});
    CHECK_FALSE(index::Inbox::read_entry(writing.inbox.article_file("dossier/été"))->article);
    CHECK(ask("DELETE", "/v1/articles/unknown").status == 202);
}

TEST_CASE_METHOD(Fixture, "a list is taken whole or not at all", "[api][writing]") {
    const std::string good =
        "{\"id\": \"a\", \"texte\": \"Un.\"}\n{\"texte\": \"Deux.\", \"date\": "
        "\"jadis\"}\n";
    const Response taken = ask("POST", "/v1/articles", good, "application/x-ndjson");
    REQUIRE(taken.status == 202);
    const Json rows = json(taken)["articles"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == Json{{"id", "a"}});
    CHECK(rows[1]["warnings"].size() == 1);

    const Response refused =
        ask("POST", "/v1/articles", "{\"id\": \"c\", \"texte\": \"Trois.\"}\n{\"titre\": 4}\n{}\n",
            "application/x-ndjson");
    CHECK(refused.status == 400);
    CHECK(json(refused) ==
          Json{{"type", "urn:kiosque:problem:bad-article"},
               {"title", "This is no article"},
               {"status", 400},
               {"detail", "line 2: 'titre' must be a text, but is a number (and 1 more)"},
               {"parameter", "body"},
               {"errors",
                {{{"line", 2}, {"detail", "'titre' must be a text, but is a number"}},
                 {{"line", 3},
                  {"detail",
                   "has no text; expected it under 'text', 'body', 'content' or 'html'"}}}}});
    CHECK_FALSE(index::Inbox::read_entry(writing.inbox.article_file("c")));
    CHECK(writing.inbox.waiting().size() == 1);
}

TEST_CASE_METHOD(Fixture, "the same request again leaves the same articles", "[api][writing]") {
    const Json first = json(ask("POST", "/v1/articles", kParc));
    const Json again = json(ask("POST", "/v1/articles", kParc));
    CHECK(first["articles"] == again["articles"]);
    CHECK(first["task"] != again["task"]);
}

TEST_CASE_METHOD(Fixture, "a task tells what became of it", "[api][writing]") {
    const std::string task = json(ask("PUT", "/v1/articles/a", kParc))["task"];
    Json told = json(ask("GET", "/v1/tasks/" + task));
    CHECK(told["received"].is_string());
    told.erase("received");
    CHECK(told == Json{{"task", task},
                       {"status", "waiting"},
                       {"generation", nullptr},
                       {"settled", nullptr},
                       {"articles", 1},
                       {"errors", Json::array()}});
    writing.inbox.settle(writing.inbox.waiting().front(),
                         {true, "0007.12", {{"a", "a word is too long"}}});
    told = json(ask("GET", "/v1/tasks/" + task));
    CHECK(told["status"] == "indexed");
    CHECK(told["generation"] == "0007.12");
    CHECK(told["settled"].is_string());
    CHECK(told["errors"] == Json{{{"id", "a"}, {"detail", "a word is too long"}}});
    CHECK(ask("HEAD", "/v1/tasks/" + task).status == 200);

    const Response unknown = ask("GET", "/v1/tasks/../../LOCK");
    CHECK(unknown.status == 404);
    CHECK(detail(unknown) ==
          "no task has the name '../../LOCK'; the newest are kept, older ones forgotten");
}

TEST_CASE_METHOD(Fixture, "nothing is written, and no task shown, without the key",
                 "[api][writing]") {
    const auto [method, path] = GENERATE(table<std::string, std::string>({
        {"PUT", "/v1/articles/a"},
        {"DELETE", "/v1/articles/a"},
        {"POST", "/v1/articles"},
        {"GET", "/v1/tasks/000000000000-0000000000000000"},
        {"HEAD", "/v1/tasks/000000000000-0000000000000000"},
    }));
    CAPTURE(method);
    Request request = made(method, path, method == "GET" || method == "DELETE" ? "" : kParc);
    const std::string begin =
        "this address needs the key of the server, sent as 'Authorization: Bearer KEY', but the "
        "request ";
    for (const std::string& sent :
         {std::string(), std::string("Bearer "), "Bearer " + kKey + "x", "Bearer " + kKey.substr(1),
          "Basic " + kKey, kKey, "Bearer " + kKey + " " + kKey}) {
        request.authorization = sent;
        CAPTURE(sent);
        const Response refused = service.handle(request);
        CHECK(refused.status == 401);
        CHECK(header(refused, "WWW-Authenticate") == "Bearer");
        CHECK(detail(refused) == begin + (sent.empty() ? "has none" : "has another"));
        CHECK(refused.body.find(kKey) == std::string::npos);
        CHECK_FALSE(service.wants_body(request));
    }
    const Service without_key(engine, {});
    request.authorization = "Bearer " + kKey;
    const Response off = without_key.handle(request);
    CHECK(off.status == 403);
    CHECK(detail(off) ==
          "writing is off: this server was started without a key; set KIOSQUE_WRITE_KEY or "
          "--write-key-file and start it again");
    CHECK_FALSE(without_key.wants_body(request));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "index"));
}

TEST_CASE("a key is known by every byte of it", "[api][writing]") {
    const AccessKey key(kKey);
    CHECK(key.opens("Bearer " + kKey));
    CHECK(key.opens("bearer   " + kKey));
    CHECK_FALSE(key.opens("Bearer " + kKey + std::string(1, '\0')));
    for (std::size_t at = 0; at < kKey.size(); ++at) {
        std::string other = kKey;
        other[at] = other[at] == 'x' ? 'y' : 'x';
        CHECK_FALSE(key.opens("Bearer " + other));
    }
    CHECK(AccessKey("9tL+/w0a.B-_~Xyz12==").opens("Bearer 9tL+/w0a.B-_~Xyz12=="));
}

TEST_CASE("what can be no key is refused, and not repeated", "[api][writing]") {
    const std::string begin =
        "the key for writing must be 16 to 512 letters, digits and -._~+/= (openssl rand -base64 "
        "24 makes one), but has ";
    const auto refused = [](const std::string& key) -> std::string {
        try {
            const AccessKey made(key);
            return "taken";
        } catch (const Error& error) {
            return error.what();
        }
    };
    CHECK(refused("") == begin + "0");
    CHECK(refused("fifteen-letters") == begin + "15");
    CHECK(refused(std::string(513, 'x')) == begin + "513");
    CHECK(refused("a key with spaces in it") == begin + "other characters");
    CHECK(refused("a-key-with-%41-in-it") == begin + "other characters");
    CHECK(refused("une-clé-en-français") == begin + "other characters");
    CHECK(refused(std::string(512, 'x')) == "taken");
}

TEST_CASE_METHOD(Fixture, "a wrong write is refused by its head", "[api][writing]") {
    Request request = made("PUT", "/v1/articles/a", kParc);
    const auto refused = [&](int status, const std::string& why) {
        const Response response = service.handle(request);
        CHECK(response.status == status);
        CHECK(detail(response) == why);
        CHECK_FALSE(service.wants_body(request));
    };
    CHECK(service.wants_body(request));
    SECTION("a parameter") {
        request.parameters = {{"q", "vent"}};
        refused(400, "'q' is no parameter of this address, which takes none");
    }
    SECTION("the id") {
        request.path = "/v1/articles/\xFF";
        refused(400, "'id' must be UTF-8, but is not");
    }
    SECTION("the type") {
        request.content_type = "text/plain";
        refused(415,
                "the Content-Type must be one of application/json, text/html, but is "
                "'text/plain'");
    }
    SECTION("the coding") {
        request.content_encoding = "br";
        refused(415, "a body must come as it is, without Content-Encoding, but has 'br'");
    }
    SECTION("the length") {
        request.body_bytes = kMaxBodyBytes;
        CHECK(service.wants_body(request));
        request.body_bytes = kMaxBodyBytes + 1;
        refused(413,
                "a body may have at most 16777216 bytes, but has 16777217; send the articles "
                "in several requests");
    }
    SECTION("a body where none belongs") {
        request.method = "DELETE";
        refused(400, "a request that deletes has no body");
    }
    SECTION("another method") {
        request.method = "PATCH";
        refused(405,
                "'PATCH' does not apply to this address, which takes GET, HEAD, PUT, DELETE, "
                "OPTIONS");
        request.method = "GET";
        request.path = "/v1/articles";
        refused(405, "'GET' does not apply to this address, which takes POST, OPTIONS");
    }
    CHECK(writing.inbox.waiting().empty());
}

TEST_CASE_METHOD(Fixture, "no other site may write, whatever it may read", "[api][writing][cors]") {
    Request request = made("PUT", "/v1/articles/a", kParc);
    request.origin = "https://a.example";
    CHECK(header(service.handle(request), "Access-Control-Allow-Origin").empty());
    for (const auto* path : {"/v1/articles/a", "/v1/articles", "/v1/tasks/x"}) {
        request.method = "OPTIONS";
        request.path = path;
        const Response asked = service.handle(request);
        CHECK(asked.status == 204);
        CHECK(header(asked, "Access-Control-Allow-Methods") == "GET, HEAD");
        CHECK(header(asked, "Access-Control-Allow-Headers") == "If-None-Match");
    }
}

TEST_CASE_METHOD(Fixture, "what cannot be stored is not acknowledged", "[api][writing]") {
    folder.write("index/inbox", "");
    const Response refused = ask("PUT", "/v1/articles/a", kParc);
    CHECK(refused.status == 507);
    CHECK(json(refused)["type"] == "urn:kiosque:problem:not-stored");
    CHECK(detail(refused) ==
          "nothing was taken; send it again once the server can write its inbox: its log says why "
          "it cannot");
    CHECK(ask("DELETE", "/v1/articles/a").status == 507);
}

TEST_CASE_METHOD(Fixture, "the answers to writes have the described form", "[openapi][writing]") {
    const auto described = [](const std::string& name) -> const Json& {
        return test::document()["components"]["schemas"][name];
    };
    const Json taken = json(ask("POST", "/v1/articles", kParc));
    CHECK(test::misfit(taken, described("AcceptedAnswer"), "answer") == "");
    const std::string url = taken["url"];
    CHECK(test::misfit(json(ask("GET", url)), described("TaskAnswer"), "answer") == "");
    writing.inbox.settle(writing.inbox.waiting().front(), {false, "", {{"a", "why"}}});
    CHECK(test::misfit(json(ask("GET", url)), described("TaskAnswer"), "answer") == "");
    for (const Response& refused :
         {ask("POST", "/v1/articles", "[{}]"), ask("PUT", "/v1/articles/a", "3"),
          ask("PUT", "/v1/articles/a", "", "x/y"), ask("GET", "/v1/tasks/x")}) {
        CHECK(test::misfit(json(refused), described("Problem"), "problem") == "");
    }
}

TEST_CASE_METHOD(Fixture, "the examples of bodies in the document are taken",
                 "[openapi][writing]") {
    for (const auto& [name, body] : test::document()["components"]["requestBodies"].items()) {
        for (const auto& [type, content] : body["content"].items()) {
            CAPTURE(name, type);
            const Json& example = content["example"];
            CHECK(test::misfit(example, content["schema"], name) == "");
            const std::string bytes =
                example.is_string() ? example.get<std::string>() : example.dump();
            const bool is_one = name == "Article";
            CHECK(ask(is_one ? "PUT" : "POST", is_one ? "/v1/articles/a" : "/v1/articles", bytes,
                      type)
                      .status == 202);
        }
    }
}
