#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"

/// What the pages are drawn with: it is compiled into the program.
namespace kiosque::server {

/// Where a page finds an asset ("kiosque.css"). The address changes with the content, so that it
/// may be kept for a year.
std::string asset_address(std::string_view name);

/// Changes with the content of any asset.
std::string assets_version();

bool is_asset(std::string_view path);

/// The asset at the request's path, which must be one.
api::Response asset_response(const api::Request& request);

/// A short hexadecimal number for `text`, the same on every machine.
std::string fingerprint(std::string_view text);

}  // namespace kiosque::server
