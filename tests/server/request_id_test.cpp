#include "server/request_id.hpp"

#include <set>
#include <string>

#include <catch2/catch.hpp>

using kiosque::server::request_id;

TEST_CASE("a request keeps the id that it brings, when it can stand in a log", "[server][log]") {
    CHECK(request_id("abc-1.2_Z") == "abc-1.2_Z");
    CHECK(request_id(std::string(64, 'a')) == std::string(64, 'a'));
    for (const std::string wrong : {"", "a b", "é", "a\"b", "a\nb"}) {
        CAPTURE(wrong);
        CHECK(request_id(wrong).size() == 16);
    }
    CHECK(request_id(std::string(65, 'a')).size() == 16);
}

TEST_CASE("no two requests get the same new id", "[server][log]") {
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i) ids.insert(request_id(""));
    CHECK(ids.size() == 1000);
}
