#include "server/pages/address.hpp"

#include <algorithm>

namespace kiosque::server {
namespace {

/// What RFC 3986 never needs to encode.
bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

std::string encode(std::string_view text, std::string_view also_plain) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c) || also_plain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

}  // namespace

std::string article_path(std::string_view id) {
    return "/article/" + encode(id, "/");
}

std::string article_api_path(std::string_view id) {
    return "/v1/articles/" + encode(id, "/");
}

std::string address(const std::string& path, const api::Parameters& parameters) {
    std::string out = path;
    char separator = '?';
    for (const auto& [name, value] : parameters) {
        out += separator + encode(name, "") + "=" + encode(value, "");
        separator = '&';
    }
    return out;
}

bool is_web_address(std::string_view url) {
    std::string scheme(url.substr(0, url.find(':')));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return (scheme == "http" || scheme == "https") && url.substr(scheme.size()).starts_with("://");
}

}  // namespace kiosque::server
