#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"

namespace kiosque::server {

/// The page of an article, and the article as the contract gives it; percent-encoded, but for `/`.
std::string article_path(std::string_view id);
std::string article_api_path(std::string_view id);

/// `path` (already encoded) with the parameters behind it, percent-encoded in their order.
std::string address(const std::string& path, const api::Parameters& parameters);

/// True when a link to `url` is no danger: http or https. "javascript:" and the like are not.
bool is_web_address(std::string_view url);

}  // namespace kiosque::server
