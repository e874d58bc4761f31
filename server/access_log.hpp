#pragma once

#include <filesystem>

#include "server/exchange.hpp"
#include "server/json_lines.hpp"

namespace kiosque::server {

/// A line of JSON for each request: time, request id, client, method, address, status, bytes, how
/// long it waited and worked in milliseconds, of a search how many articles it found. Keys and
/// bodies are never in it; what people search for is. Thread-safe.
class AccessLog {
public:
    /// As JsonLines takes it. Throws Error(io_failed).
    explicit AccessLog(const std::filesystem::path& file) : lines_(file, "access log") {}

    /// Never throws; lines that cannot be written are lost.
    void write(const Exchange& exchange) const noexcept;

private:
    JsonLines lines_;
};

/// A line of JSON for each search that found no article: what readers look for and the collection
/// does not have, or calls otherwise (docs/synonyms.md). No client stands in it. Thread-safe.
class EmptySearchLog {
public:
    explicit EmptySearchLog(const std::filesystem::path& file)
        : lines_(file, "log of searches without a result") {}

    /// Never throws; passes over requests that found something, or searched for nothing.
    void write(const Exchange& exchange) const noexcept;

private:
    JsonLines lines_;
};

}  // namespace kiosque::server
