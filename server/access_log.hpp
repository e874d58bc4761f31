#pragma once

#include <filesystem>
#include <memory>

#include "server/exchange.hpp"

namespace kiosque::server {

/// A line of JSON for each request: time, request id, client, method, address, status, bytes, and
/// how long it waited and worked in milliseconds. Keys and bodies are never in it; what people
/// search for is. Thread-safe.
class AccessLog {
public:
    /// Writes behind what `file` holds, or to stdout for "-". Throws Error(io_failed).
    explicit AccessLog(const std::filesystem::path& file);
    ~AccessLog();

    /// Never throws; lines that cannot be written are lost.
    void write(const Exchange& exchange) const noexcept;

private:
    class Sink;
    std::unique_ptr<Sink> sink_;
};

}  // namespace kiosque::server
