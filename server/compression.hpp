#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"

namespace kiosque::server {

/// True for texts that are large enough for gzip to pay.
bool is_worth_compressing(const api::Response& response);

/// True when an Accept-Encoding header takes gzip: named, or "*", and not with q=0.
bool accepts_gzip(std::string_view header);

/// `text` in the gzip format, at a level that costs less time than it saves on a slow line.
std::string gzip(std::string_view text);

}  // namespace kiosque::server
