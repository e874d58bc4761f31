#include "server/url_parameters.hpp"

#include <catch2/catch.hpp>

using namespace kiosque;
using server::url_parameters;

TEST_CASE("the parameters of an address are decoded in their order", "[server][address]") {
    const auto [target, expected] = GENERATE(table<std::string, api::Parameters>({
        {"/v1/search", {}},
        {"/v1/search?", {}},
        {"/v1/search?q=gaz", {{"q", "gaz"}}},
        {"/v1/search?q=%C3%A9nergie+solaire", {{"q", "énergie solaire"}}},
        {"/v1/search?q=E=mc2", {{"q", "E=mc2"}}},
        {"/v1/search?facets=date:month:by=source", {{"facets", "date:month:by=source"}}},
        {"/v1/search?f.tags=b&f.tags=a&q=x", {{"f.tags", "b"}, {"f.tags", "a"}, {"q", "x"}}},
        {"/v1/search?f.tags=a%26b", {{"f.tags", "a&b"}}},
        {"/v1/search?q=100%", {{"q", "100%"}}},
        {"/v1/search?q=100%25", {{"q", "100%"}}},
        {"/v1/search?q=%zz%4", {{"q", "%zz%4"}}},
        {"/v1/search?q", {{"q", ""}}},
        {"/v1/search?=x", {{"", "x"}}},
        {"/v1/search?&&q=x&", {{"q", "x"}}},
        {"/v1/search?q=a?b", {{"q", "a?b"}}},
        {"/v1/search?q=a#top", {{"q", "a"}}},
    }));
    CAPTURE(target);
    CHECK(url_parameters(target) == expected);
}

TEST_CASE("the path of an address is decoded, and ends before the parameters",
          "[server][address]") {
    const auto [target, expected] = GENERATE(table<std::string, std::string>({
        {"/", "/"},
        {"/v1/articles/%C3%A9t%C3%A9.md", "/v1/articles/été.md"},
        {"/v1/articles/a+b", "/v1/articles/a+b"},
        {"/v1/articles/a%2Fb?q=x/y", "/v1/articles/a/b"},
        {"/v1/articles/100%", "/v1/articles/100%"},
        {"/v1/stats#top", "/v1/stats"},
        {"?q=x", ""},
    }));
    CAPTURE(target);
    CHECK(server::url_path(target) == expected);
}
