#include "server/pages/assets.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "api/service.hpp"
#include "embedded/favicon_svg.hpp"
#include "embedded/kiosque_css.hpp"

namespace kiosque::server {
namespace {

struct Asset {
    std::string_view path;
    std::string_view content_type;
    const std::string_view* content;
};

constexpr std::array<Asset, 3> kAssets = {{
    {"/assets/kiosque.css", "text/css; charset=utf-8", &kKiosqueCss},
    {"/assets/favicon.svg", "image/svg+xml", &kFaviconSvg},
    {"/favicon.ico", "image/svg+xml", &kFaviconSvg},  // where browsers look unasked
}};

const Asset* find_asset(std::string_view path) {
    const auto found = std::find_if(kAssets.begin(), kAssets.end(),
                                    [&](const Asset& asset) { return asset.path == path; });
    return found == kAssets.end() ? nullptr : found;
}

}  // namespace

std::string fingerprint(std::string_view text) {
    // FNV-1a, folded to 32 bits: it tells versions apart and protects nothing.
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x",
                  static_cast<unsigned>((hash >> 32U) ^ (hash & 0xFFFFFFFFU)));
    return digits.data();
}

std::string asset_address(std::string_view name) {
    const std::string path = "/assets/" + std::string(name);
    return path + "?v=" + fingerprint(*find_asset(path)->content);
}

std::string assets_version() {
    std::string all;
    for (const auto& asset : kAssets) all += *asset.content;
    return fingerprint(all);
}

bool is_asset(std::string_view path) {
    return find_asset(path) != nullptr;
}

api::Response asset_response(const api::Request& request) {
    const Asset* asset = find_asset(request.path);
    const std::string version = fingerprint(*asset->content);
    const std::string tag = "\"" + version + "\"";
    // An address of another version, kept by an old page, must not be remembered for long.
    const bool is_versioned =
        std::any_of(request.parameters.begin(), request.parameters.end(),
                    [&](const auto& each) { return each.first == "v" && each.second == version; });
    api::Response response;
    response.content_type = asset->content_type;
    response.headers = {
        {"ETag", tag},
        {"Cache-Control",
         is_versioned ? "public, max-age=31536000, immutable" : "public, max-age=3600"},
    };
    if (api::is_same_entity(request.if_none_match, tag)) {
        response.status = 304;
    } else {
        response.body = *asset->content;
    }
    return response;
}

}  // namespace kiosque::server
