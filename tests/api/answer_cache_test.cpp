#include "api/answer_cache.hpp"

#include <string>

#include <catch2/catch.hpp>

using kiosque::api::AnswerCache;

TEST_CASE("an answer is found by its key until others need its room", "[api][cache]") {
    AnswerCache cache(32'000);
    const std::string body(1'000, 'x');
    for (int i = 0; i < 20; ++i) {
        cache.keep(std::to_string(i), {body, std::to_string(i)});
        CHECK(cache.find("0") != nullptr);  // asked for all the time, so it stays
    }
    CHECK(cache.find("19")->behind == "19");
    for (int i = 20; i < 100; ++i) cache.keep(std::to_string(i), {body, ""});
    CHECK(cache.find("19") == nullptr);
    CHECK(cache.find("99") != nullptr);
    CHECK(cache.use().bytes <= 32'000);
    CHECK(cache.use().answers == 26);
    CHECK(cache.use().hits == 22);
    CHECK(cache.use().misses == 1);
}

TEST_CASE("a newer answer takes the place of an older one", "[api][cache]") {
    AnswerCache cache(32'000);
    cache.keep("a", {"1", ""});
    const auto held = cache.find("a");
    cache.keep("a", {"2", ""});
    CHECK(cache.find("a")->before == "2");
    CHECK(held->before == "1");
    CHECK(cache.use().answers == 1);
}

TEST_CASE("what is too large, or has no room at all, is not kept", "[api][cache]") {
    AnswerCache cache(16'000);
    cache.keep("large", {std::string(1'000, 'x'), ""});
    CHECK(cache.find("large") == nullptr);
    AnswerCache none(0);
    none.keep("a", {"", ""});
    CHECK(none.find("a") == nullptr);
    CHECK(none.use().bytes == 0);
}
