#include "base/recently_used.hpp"

#include <memory>
#include <string>

#include <catch2/catch.hpp>

namespace {

using Texts = kiosque::RecentlyUsed<std::string>;

void keep(Texts& texts, const std::string& key, const std::string& text) {
    texts.keep(key, std::make_shared<const std::string>(text), text.size());
}

}  // namespace

TEST_CASE("a value is found by its key until others need its room", "[base]") {
    Texts cache(32'000);
    const std::string body(1'000, 'x');
    for (int i = 0; i < 20; ++i) {
        keep(cache, std::to_string(i), body + std::to_string(i));
        CHECK(cache.find("0") != nullptr);  // asked for all the time, so it stays
    }
    CHECK(*cache.find("19") == body + "19");
    for (int i = 20; i < 100; ++i) keep(cache, std::to_string(i), body);
    CHECK(cache.find("19") == nullptr);
    CHECK(cache.find("99") != nullptr);
    CHECK(cache.use().bytes <= 32'000);
    CHECK(cache.use().values == 26);
    CHECK(cache.use().hits == 22);
    CHECK(cache.use().misses == 1);
}

TEST_CASE("a newer value takes the place of an older one", "[base]") {
    Texts cache(32'000);
    keep(cache, "a", "1");
    const auto held = cache.find("a");
    keep(cache, "a", "2");
    CHECK(*cache.find("a") == "2");
    CHECK(*held == "1");
    CHECK(cache.use().values == 1);
}

TEST_CASE("what is too large, or has no room at all, is not kept", "[base]") {
    Texts cache(16'000);
    keep(cache, "large", std::string(1'000, 'x'));
    CHECK(cache.find("large") == nullptr);
    Texts none(0);
    keep(none, "a", "");
    CHECK(none.find("a") == nullptr);
    CHECK(none.use().bytes == 0);
}
