#include "api/service.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::api;

namespace {

Article sample(const std::string& id) {
    Article made = test::article(id, "Le vent & l'<eau>", "Un parc éolien. La suite.");
    made.section = "Énergie";
    made.tags = {"vent"};
    made.authors = {"A. Un", "B. Deux"};
    made.date = Day(std::chrono::year(2013) / 9 / 7);
    return made;
}

struct Fixture {
    test::TestIndex index{{sample("zhanatas"), sample("dossier/été.md")}};
    search::Engine engine{index.path()};
    Service service{engine, {}};
    Fixture() { engine.refresh(); }

    Response get(const std::string& path, Parameters parameters = {}) const {
        return service.handle({"GET", path, std::move(parameters), "", "", ""});
    }
    nlohmann::json json(const std::string& path, Parameters parameters = {}) const {
        return nlohmann::json::parse(get(path, std::move(parameters)).body);
    }
};

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return "";
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a search answers in the shape of the contract", "[api][service]") {
    const auto json = this->json("/v1/search", {{"q", "éoliens"}, {"facets", "section,date:year"}});
    CHECK(json["query"] == nlohmann::json{{"text", "éoliens"},
                                          {"parsed", "éoliens"},
                                          {"corrected", nullptr},
                                          {"relaxed", false}});
    CHECK(json["total"] == 2);
    CHECK(json["generation"] == "0001.1");
    CHECK(json["took_ms"].is_number());
    CHECK(json["next_offset"].is_null());
    const auto& hit = json["hits"][0];
    CHECK(hit["id"] == "zhanatas");
    CHECK(hit["title"] == "Le vent & l'<eau>");
    CHECK(hit["title_html"] == "Le vent &amp; l&#39;&lt;eau&gt;");
    CHECK(hit["url"].is_null());
    CHECK(hit["date"] == "2013-09-07");
    CHECK(hit["source"].is_null());
    CHECK(hit["author"] == "A. Un, B. Deux");
    CHECK(hit["score"].is_number());
    CHECK(hit["snippet_html"] == "Un parc <mark>éolien</mark>. La suite.");
    CHECK(hit["facets"] == nlohmann::json{{"auteur", {"A. Un", "B. Deux"}},
                                          {"section", {"Énergie"}},
                                          {"tags", {"vent"}}});
    CHECK(json["facets"]["section"] ==
          nlohmann::json{{{"value", "Énergie"}, {"count", 2}, {"selected", false}}});
    CHECK(json["facets"]["date"][0]["value"] == "2013");
}

TEST_CASE_METHOD(Fixture, "fields picks what a hit carries", "[api][service]") {
    CHECK(json("/v1/search", {{"fields", "title,id"}})["hits"][0].size() == 2);
}

TEST_CASE_METHOD(Fixture, "every address of the contract answers", "[api][service]") {
    CHECK(json("/v1/facets")["facets"].size() == 5);
    CHECK(json("/v1/facets/tags")["values"] ==
          nlohmann::json{{{"value", "vent"}, {"count", 2}, {"selected", false}}});
    CHECK(json("/v1/articles/dossier/été.md")["body"] == "Un parc éolien. La suite.");
    CHECK(json("/v1/snippet", {{"id", "zhanatas"}, {"q", "vent"}})["title_html"] ==
          "Le <mark>vent</mark> &amp; l&#39;&lt;eau&gt;");
    CHECK(json("/v1/analyze", {{"text", "l’été"}})["tokens"][0]["exact"] == "été");
    CHECK(json("/v1/stats")["articles"] == 2);
    CHECK(get("/healthz").status == 200);
    CHECK(get("/readyz").status == 200);
}

TEST_CASE_METHOD(Fixture, "what is not there is a problem of its own kind", "[api][service]") {
    const auto missing = json("/v1/articles/rien");
    CHECK(missing["status"] == 404);
    CHECK(missing["type"] == "urn:kiosque:problem:not-found");
    CHECK(missing["detail"] == "no article has the id 'rien'");
    CHECK(get("/v2/search").status == 404);
    CHECK(get("/v1/articles/").status == 404);
    CHECK(get("/v1/facets/").status == 404);
    const auto unknown = json("/v1/facets/rien");
    CHECK(unknown["status"] == 400);
    CHECK(unknown["parameter"] == "name");
    const auto wrong = get("/v1/search", {{"limit", "dix"}});
    CHECK(wrong.status == 400);
    CHECK(wrong.content_type == "application/problem+json");
    CHECK(nlohmann::json::parse(wrong.body)["parameter"] == "limit");
}

TEST_CASE_METHOD(Fixture, "methods that write are refused with Allow", "[api][service]") {
    for (const auto* method : {"POST", "PUT", "DELETE", "PATCH", "BREW"}) {
        const auto response = service.handle({method, "/v1/search", {}, "", "", ""});
        CHECK(response.status == 405);
        CHECK(header(response, "Allow") == "GET, HEAD, OPTIONS");
    }
    CHECK(service.handle({"OPTIONS", "/v1/search", {}, "", "", ""}).status == 204);
    CHECK(service.handle({"POST", "/nowhere", {}, "", "", ""}).status == 404);
}

TEST_CASE_METHOD(Fixture, "an unchanged answer is not sent again", "[api][etag]") {
    const std::string tag = header(get("/v1/search"), "ETag");
    REQUIRE_FALSE(tag.empty());
    const auto conditional = [&](const std::string& if_none_match, Parameters parameters = {}) {
        return service.handle({"GET", "/v1/search", std::move(parameters), "", if_none_match, ""});
    };
    CHECK(conditional(tag).status == 304);
    CHECK(conditional(tag).body.empty());
    CHECK(conditional("\"other\", " + tag).status == 304);
    CHECK(conditional("\"other\"").status == 200);
    CHECK(conditional(tag, {{"limit", "dix"}}).status == 400);  // never hidden by an ETag
    CHECK(service.handle({"GET", "/v1/articles/rien", {}, "", tag, ""}).status == 404);
    CHECK(service.handle({"GET", "/v1/articles/zhanatas", {}, "", tag, ""}).status == 304);
    index.replace({sample("zhanatas")});
    engine.refresh();
    CHECK(conditional(tag).status == 200);
}

TEST_CASE_METHOD(Fixture, "other sites read only when they are on the list", "[api][cors]") {
    const auto allowed = [&](const CorsPolicy& policy, const std::string& origin) {
        const Service with_policy(engine, policy);
        return header(with_policy.handle({"GET", "/v1/search", {}, origin, "", ""}),
                      "Access-Control-Allow-Origin");
    };
    CHECK(allowed({}, "https://a.example").empty());
    CHECK(allowed({{"https://a.example"}}, "https://a.example") == "https://a.example");
    CHECK(allowed({{"https://a.example"}}, "https://b.example").empty());
    CHECK(allowed({{"*"}}, "https://b.example") == "*");
}

TEST_CASE("without an index the server lives and says what is missing", "[api][service]") {
    const test::TemporaryFolder folder;
    search::Engine engine(folder.path());
    const Service service(engine, {});
    CHECK(service.handle({"GET", "/healthz", {}, "", "", ""}).status == 200);
    for (const auto* path : {"/readyz", "/v1/search", "/v1/stats"}) {
        const auto response = service.handle({"GET", path, {}, "", "", ""});
        CHECK(response.status == 503);
        CHECK(nlohmann::json::parse(response.body)["type"] == "urn:kiosque:problem:index-missing");
    }
}
