#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "api/request.hpp"

namespace kiosque::server {

/// A request that was answered or refused, for those who count and log.
struct Exchange {
    const api::Request& request;  ///< empty but for the client when it could not be read
    const std::string& id;        ///< of the request; the client was told it, too
    int status;
    std::size_t bytes;                 ///< of the answer, with its head
    std::chrono::microseconds waited;  ///< for a thread
    std::chrono::microseconds worked;  ///< from then on
    std::optional<std::size_t> total;  ///< articles that a search found
};

}  // namespace kiosque::server
