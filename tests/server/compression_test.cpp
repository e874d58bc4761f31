#include "server/compression.hpp"

#include <zlib.h>
#include <catch2/catch.hpp>

using namespace kiosque;
using namespace kiosque::server;

TEST_CASE("gzip is used for those who take it", "[server][gzip]") {
    const auto [header, takes] = GENERATE(table<std::string, bool>({
        {"", false},
        {"gzip", true},
        {"br, gzip;q=0.8", true},
        {"*", true},
        {"gzip;q=0", false},
        {"gzip; q=0.0, br", false},
        {"br", false},
        {"*;q=0, gzip", true},
    }));
    CAPTURE(header);
    CHECK(accepts_gzip(header) == takes);
}

TEST_CASE("compressed text comes back as it was", "[server][gzip]") {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "énergie " + std::to_string(i);
    const std::string packed = gzip(text);
    CHECK(packed.size() < text.size() / 2);
    std::string back(text.size(), '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(back.data());
    stream.avail_out = static_cast<uInt>(back.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    CHECK(back == text);
}

TEST_CASE("small answers and pictures are sent as they are", "[server][gzip]") {
    api::Response response;
    response.body = std::string(100, 'x');
    CHECK_FALSE(is_worth_compressing(response));
    response.body = std::string(5000, 'x');
    CHECK(is_worth_compressing(response));
    response.content_type = "image/png";
    CHECK_FALSE(is_worth_compressing(response));
}
