#include "server/rate_limit.hpp"

#include <catch2/catch.hpp>

using namespace kiosque::server;
using namespace std::chrono_literals;

TEST_CASE("a client may ask at once as often as its burst, and then at its rate",
          "[server][rate]") {
    RateLimit limit(10, 3);
    const auto start = RateLimit::Clock::now();
    for (int i = 0; i < 3; ++i) CHECK(limit.take("a", start) == 0ms);
    CHECK(limit.take("a", start) == 100ms);
    CHECK(limit.take("b", start) == 0ms);
    CHECK(limit.take("a", start + 40ms) == 60ms);
    CHECK(limit.take("a", start + 100ms) == 0ms);
    CHECK(limit.take("a", start + 101ms) == 99ms);
    // However long it was away, it may not save up more than a burst.
    for (int i = 0; i < 3; ++i) CHECK(limit.take("a", start + 1h) == 0ms);
    CHECK(limit.take("a", start + 1h) == 100ms);
}

TEST_CASE("without a rate everybody may go on", "[server][rate]") {
    RateLimit none(0, 0);
    for (int i = 0; i < 1'000; ++i) CHECK(none.take("a") == 0ms);
}

TEST_CASE("those that asked longest ago are forgotten when there are too many", "[server][rate]") {
    RateLimit limit(1, 1);
    const auto now = RateLimit::Clock::now();
    CHECK(limit.take("first", now) == 0ms);
    for (std::size_t i = 1; i < RateLimit::kMostClients; ++i) limit.take(std::to_string(i), now);
    CHECK(limit.take("first", now) > 0ms);  // known, and now the last that asked
    CHECK(limit.take("one more", now) == 0ms);
    CHECK(limit.take("first", now) > 0ms);
    CHECK(limit.take("1", now) == 0ms);
}

TEST_CASE("a household with IPv6 has one share, whatever address it takes", "[server][rate]") {
    CHECK(share_of("192.0.2.1") == "192.0.2.1");
    CHECK(share_of("192.0.2.1") != share_of("192.0.2.2"));
    CHECK(share_of("2001:db8:1:2::3") == share_of("2001:db8:1:2:ffff::4"));
    CHECK(share_of("2001:db8:1:2::3") != share_of("2001:db8:1:3::3"));
    CHECK(share_of("::ffff:192.0.2.1") != share_of("::ffff:192.0.2.2"));
    CHECK(share_of("").empty());
}
