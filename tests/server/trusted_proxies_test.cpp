#include "server/trusted_proxies.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque::server;

TEST_CASE("nobody is believed whom he asks for, unless he is a trusted proxy",
          "[server][proxies]") {
    const TrustedProxies none;
    CHECK(none.client("192.0.2.1", "203.0.113.9") == "192.0.2.1");
    CHECK(none.client("unix", "203.0.113.9") == "unix");
    const TrustedProxies some({"10.0.0.0/8", "::1", "unix", "2001:db8::/33"});
    const auto client = [&](const char* peer, const char* forwarded) {
        return some.client(peer, forwarded);
    };
    CHECK(client("192.0.2.1", "203.0.113.9") == "192.0.2.1");
    CHECK(client("10.1.2.3", "203.0.113.9") == "203.0.113.9");
    CHECK(client("::ffff:10.1.2.3", "203.0.113.9") == "203.0.113.9");
    CHECK(client("11.1.2.3", "203.0.113.9") == "11.1.2.3");
    CHECK(client("::1", "203.0.113.9") == "203.0.113.9");
    CHECK(client("::2", "203.0.113.9") == "::2");
    CHECK(client("unix", "203.0.113.9") == "203.0.113.9");
    CHECK(client("10.1.2.3", "unix") == "10.1.2.3");
    CHECK(client("2001:db8:7fff::1", "203.0.113.9") == "203.0.113.9");
    CHECK(client("2001:db8:8000::1", "203.0.113.9") == "2001:db8:8000::1");
    CHECK(client("10.1.2.3", "") == "10.1.2.3");
}

TEST_CASE("a client has one name, however a proxy writes it", "[server][proxies]") {
    const TrustedProxies proxies({"10.0.0.0/8"});
    for (const auto* same :
         {"203.0.113.9", "203.0.113.9:4711", "::ffff:203.0.113.9", "[::ffff:203.0.113.9]:80"}) {
        CHECK(proxies.client("10.0.0.1", same) == "203.0.113.9");
    }
    for (const auto* same : {"2001:db8::1", "[2001:db8::1]", "[2001:DB8:0::1]:443"}) {
        CHECK(proxies.client("10.0.0.1", same) == "2001:db8::1");
    }
    CHECK(proxies.client("10.0.0.1", "[") == "10.0.0.1");
    CHECK(proxies.client("10.0.0.1", ":80") == "10.0.0.1");
}

TEST_CASE("what a client writes in front of what the proxies add is not believed",
          "[server][proxies]") {
    const TrustedProxies proxies({"10.0.0.0/8"});
    CHECK(proxies.client("10.0.0.1", "6.6.6.6, 203.0.113.9") == "203.0.113.9");
    CHECK(proxies.client("10.0.0.1", "6.6.6.6,203.0.113.9 ,\t10.0.0.2") == "203.0.113.9");
    CHECK(proxies.client("10.0.0.1", "10.0.0.3, 10.0.0.2") == "10.0.0.3");
    CHECK(proxies.client("10.0.0.1", "203.0.113.9, no address") == "10.0.0.1");
    CHECK(proxies.client("10.0.0.1", "203.0.113.9, ") == "10.0.0.1");
    CHECK(proxies.client("10.0.0.1", std::string(10'000, ',')) == "10.0.0.1");
}

TEST_CASE("a proxy that is no address is refused by name", "[server][proxies]") {
    for (const std::string name :
         {"localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/x", "/8", "10.0.0"}) {
        CAPTURE(name);
        CHECK_THROWS_WITH(TrustedProxies({"127.0.0.1", name}),
                          "'trusted_proxies' must name addresses (127.0.0.1, ::1), networks "
                          "(10.0.0.0/8) or unix, but has '" +
                              name + "'");
    }
}
