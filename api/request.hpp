#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosque::api {

/// The parameters of a URL, decoded; names may repeat, and those of one
/// name keep their order. Values are any bytes.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// An HTTP request as far as the contract speaks of it. No socket behind it: tests make their own.
struct Request {
    std::string method = "GET";
    std::string path;  ///< decoded: "/v1/articles/énergie/zhanatas.md"
    Parameters parameters;
    std::string origin;              ///< the Origin header, empty when there is none
    std::string if_none_match;       ///< likewise
    std::string accept_language;     ///< likewise
    std::string authorization{};     ///< likewise; also empty when it stands there twice
    std::string content_type{};      ///< likewise
    std::string content_encoding{};  ///< likewise
    bool has_body = false;           ///< as the head says
    std::size_t body_bytes = 0;      ///< likewise
    std::string target{};            ///< the address as sent, not decoded
    std::string id{};                ///< the X-Request-Id header
    std::string client{};            ///< the address that the request came from
    std::string forwarded_for{};     ///< the X-Forwarded-For header, which anybody can write
    std::string body{};              ///< any bytes; whole, or empty where nobody asked for it
};

/// True for the methods that ask for something and change nothing.
inline bool is_reading(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<std::size_t> total{};  ///< articles that a search found, for those who keep a log
};

}  // namespace kiosque::api
