// Answers that are kept: the same as those that are made, until the index is another one.

#include <algorithm>
#include <chrono>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "api/service.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::api;

namespace {

struct Fixture {
    test::TestIndex index{{test::article("a", "Le \"took_ms\": 5", "Un gazoduc, une éolienne."),
                           test::article("b", "Le gaz", "Un gazoduc.")}};
    search::Engine engine{index.path()};
    AnswerCache cache{std::size_t{1} << 20U};
    Service keeping{engine, {}, nullptr, &cache};
    Service making{engine, {}};
    Fixture() { engine.refresh(); }

    static nlohmann::json get(const Service& service, const std::string& path,
                              Parameters parameters) {
        const Response response = service.handle({"GET", path, std::move(parameters), "", "", ""});
        auto json = nlohmann::json::parse(response.body);
        CHECK(response.status == 200);
        CHECK(json["took_ms"].get<double>() >= 0);
        json.erase("took_ms");
        return json;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a kept answer is the one that would be made", "[api][cache]") {
    const auto [path, parameters] = GENERATE(table<std::string, Parameters>({
        {"/v1/search", {{"q", "gazoduc"}, {"facets", "source,date:year"}}},
        {"/v1/search", {{"q", "\"took_ms\": gaz"}}},
        {"/v1/search", {}},
        {"/v1/facets", {{"q", "gaz"}}},
        {"/v1/facets/source", {{"q", "gaz"}}},
        {"/v1/snippet", {{"id", "a"}, {"q", "gazoduc"}}},
    }));
    CAPTURE(path);
    const auto made = get(making, path, parameters);
    CHECK(get(keeping, path, parameters) == made);
    CHECK(get(keeping, path, parameters) == made);
    CHECK(cache.use().hits == 1);
    CHECK(cache.use().values == 1);
}

TEST_CASE_METHOD(Fixture, "parameters of other names may change places, those of one may not",
                 "[api][cache]") {
    get(keeping, "/v1/search", {{"q", "gaz"}, {"limit", "1"}});
    get(keeping, "/v1/search", {{"limit", "1"}, {"q", "gaz"}});
    CHECK(cache.use().hits == 1);
    get(keeping, "/v1/search", {{"f.source", "x"}, {"f.source", "y"}});
    get(keeping, "/v1/search", {{"f.source", "y"}, {"f.source", "x"}});
    get(keeping, "/v1/search", {{"q", "gazlimit1"}});
    CHECK(cache.use().hits == 1);
}

TEST_CASE_METHOD(Fixture, "nobody can ask one thing and have it kept as another", "[api][cache]") {
    using std::string_literals::operator""s;
    get(keeping, "/v1/search", {{"q", "gaz\0sort\0date"s}});
    get(keeping, "/v1/search", {{"q", "gaz"}, {"sort", "date"}});
    get(keeping, "/v1/search", {{"q", "gaz4:sort4:date"}});
    get(keeping, "/v1/search", {{"q", "3:gaz4:sort4:date"}});
    CHECK(cache.use().hits == 0);
    CHECK(cache.use().values == 4);
}

TEST_CASE_METHOD(Fixture, "what is made before a publication is served keeps its order",
                 "[api][cache]") {
    for (const std::string query : {"gaz", "gazoduc", "vent"}) {
        get(keeping, "/v1/search", {{"q", query}});
    }
    index.replace({test::article("c", "Le gazoduc", "Un autre.")});
    engine.refresh([&](const auto& searcher) { keeping.warm(searcher); });
    const auto latest = cache.latest(3);
    REQUIRE(latest.size() == 3);
    CHECK(latest[0]->parameters == Parameters{{"q", "vent"}});
    CHECK(latest[2]->parameters == Parameters{{"q", "gaz"}});
    CHECK(get(keeping, "/v1/search", {{"q", "gazoduc"}})["total"] == 1);
    CHECK(cache.use().hits == 1);
}

TEST_CASE_METHOD(Fixture, "another publication is answered anew", "[api][cache]") {
    CHECK(get(keeping, "/v1/search", {{"q", "gazoduc"}})["total"] == 2);
    index.replace({test::article("c", "Le gazoduc", "Un autre.")});
    engine.refresh();
    CHECK(get(keeping, "/v1/search", {{"q", "gazoduc"}})["total"] == 1);
    CHECK(cache.use().hits == 0);
}

TEST_CASE_METHOD(Fixture, "what is refused is not kept, nor what has no parameters of a search",
                 "[api][cache]") {
    for (int i = 0; i < 2; ++i) {
        CHECK(keeping.handle({"GET", "/v1/search", {{"limit", "x"}}, "", "", ""}).status == 400);
        CHECK(keeping.handle({"GET", "/v1/snippet", {{"id", "z"}, {"q", "gaz"}}, "", "", ""})
                  .status == 404);
        CHECK(keeping.handle({"GET", "/v1/stats", {}, "", "", ""}).status == 200);
    }
    CHECK(cache.use().values == 0);
    CHECK(cache.use().hits == 0);
}

TEST_CASE_METHOD(Fixture, "what was asked for last is made before a publication is served",
                 "[api][cache]") {
    const Parameters gaz = {{"q", "gazoduc"}, {"facets", "source"}};
    get(keeping, "/v1/search", gaz);
    get(keeping, "/v1/snippet",
        {{"id", "a"}, {"q", "gazoduc"}});  // of an article that will be gone
    index.replace({test::article("c", "Le gazoduc", "Un autre.")});
    engine.refresh([&](const auto& searcher) { keeping.warm(searcher); });
    CHECK(cache.use().values == 3);
    CHECK(get(keeping, "/v1/search", gaz) == get(making, "/v1/search", gaz));
    CHECK(cache.use().hits == 1);
}

TEST_CASE_METHOD(Fixture, "an answer that time was up for is not kept, nor are there two of it",
                 "[api][cache]") {
    const Service late(engine, {}, nullptr, &cache, std::chrono::milliseconds(1));
    std::string words;
    for (int i = 0; i < 64; ++i) words += " mot" + std::to_string(i);
    for (int i = 0; i < 3; ++i) {
        const Response response = late.handle({"GET", "/v1/search", {{"q", words}}, "", "", ""});
        REQUIRE(response.status == 200);
        const auto json = nlohmann::json::parse(response.body);
        if (!json.contains("partial")) continue;  // a machine that is faster than any we have seen
        CHECK(json["partial"] == true);
        const auto is_tag = [](const auto& header) { return header.first == "ETag"; };
        CHECK(std::none_of(response.headers.begin(), response.headers.end(), is_tag));
    }
}
