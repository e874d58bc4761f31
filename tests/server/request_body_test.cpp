#include "server/request_body.hpp"

#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::server;

TEST_CASE("the length of a body is one number, or the request is refused", "[server][body]") {
    CHECK(body_length({}, false) == 0);
    CHECK(body_length({"0"}, false) == 0);
    CHECK(body_length({"16777216"}, false) == 16777216);
    for (const std::string wrong :
         {"", "-1", "+1", "1 ", "abc", "12abc", "0x10", "1,1", "99999999999999999999"}) {
        CAPTURE(wrong);
        CHECK_THROWS_WITH(body_length({wrong}, false),
                          "the Content-Length of a request must be a whole number");
    }
    CHECK_THROWS_WITH(body_length({"5", "5"}, false),
                      "a request may have one Content-Length, but has 2");
    CHECK_THROWS_WITH(body_length({"5"}, true),
                      "a request may have Content-Length or Transfer-Encoding, but has both");
    CHECK_THROWS_WITH(body_length({}, true),
                      "a body must come with its Content-Length, but comes in chunks "
                      "(Transfer-Encoding); send it in one piece");
}

TEST_CASE("a body has the bytes that were told, no more and no fewer", "[server][body]") {
    const auto sends = [](std::vector<std::string> pieces, bool is_whole) {
        return [=](const TakePiece& take) {
            for (const auto& piece : pieces) {
                if (!take(piece.data(), piece.size())) return false;
            }
            return is_whole;
        };
    };
    CHECK(read_whole_body(sends({"Un ", "parc"}, true), 7) == "Un parc");
    CHECK(read_whole_body(sends({}, true), 0).empty());
    CHECK_THROWS_WITH(read_whole_body(sends({"Un "}, false), 7),
                      "the body of a request must have the 7 bytes of its Content-Length, but 3 "
                      "came");
    CHECK_THROWS_WITH(read_whole_body(sends({"Un "}, true), 7), Catch::Contains("but 3 came"));
    CHECK_THROWS_WITH(read_whole_body(sends({"Un ", "parc !"}, true), 7),
                      Catch::Contains("but 3 came"));
}

TEST_CASE("bodies above the limit are refused until there is a place again", "[server][body]") {
    std::atomic<int> taken = BodyPlace::kMaxAtOnce - 1;
    {
        const BodyPlace last(taken);
        CHECK_THROWS_WITH(BodyPlace(taken),
                          "the server takes articles from 16 requests at once; send this one again "
                          "in a second");
    }
    CHECK_NOTHROW(BodyPlace(taken));
    CHECK(taken == BodyPlace::kMaxAtOnce - 1);
}
