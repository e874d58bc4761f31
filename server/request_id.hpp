#pragma once

#include <string>
#include <string_view>

namespace kiosque::server {

/// The name by which the logs of several programs tell of one request: what the client or a proxy
/// sent as X-Request-Id, when it is 1 to 64 letters, digits and "-._", else a new one of 16
/// hexadecimal digits, which no other request of this process has. Thread-safe.
std::string request_id(std::string_view sent);

}  // namespace kiosque::server
