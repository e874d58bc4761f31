#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace kiosque::server {

/// A file of JSON objects, one a line, each with the time in front. Thread-safe.
class JsonLines {
public:
    /// Writes behind what `file` holds, or to stdout for "-"; `what` ("access log") says in errors
    /// what it is for. Throws Error(io_failed).
    JsonLines(const std::filesystem::path& file, const std::string& what);
    ~JsonLines();

    /// Adds an object that is not empty. Never throws; lines that cannot be written are lost, which
    /// the log of the server tells.
    void write(const nlohmann::ordered_json& line) const noexcept;

private:
    class Sink;
    std::unique_ptr<Sink> sink_;
};

}  // namespace kiosque::server
