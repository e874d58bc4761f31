#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"

namespace kiosque::server {

/// The path of a request's target, decoded.
std::string url_path(std::string_view target);

/// The parameters behind the `?` of a request's target, decoded, in their order. A value goes from
/// the first `=` to the next `&`, and may hold others; `+` is a space; a `%` that no two
/// hexadecimal digits follow stays as it is.
api::Parameters url_parameters(std::string_view target);

}  // namespace kiosque::server
