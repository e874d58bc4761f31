#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "api/request.hpp"

namespace kiosque::server {

/// A request that was answered, for those who count and log.
struct Exchange {
    const api::Request& request;
    std::string_view target;  ///< as sent
    const std::string& id;    ///< of the request; the client was told it, too
    int status;
    std::size_t bytes;                 ///< of the answer, with its head
    std::chrono::microseconds waited;  ///< for a thread
    std::chrono::microseconds worked;  ///< from then on
};

}  // namespace kiosque::server
