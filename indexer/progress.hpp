#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>

namespace kiosque::indexer {

/// A line on a terminal that tells how far a run is: articles, rate and time left. Silent when the
/// stream is no terminal.
class Progress {
public:
    Progress(std::ostream& terminal, bool is_terminal, std::uintmax_t total_bytes);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// `articles` so far, from `bytes` of the files. Draws at most ten times a second.
    void show(std::size_t articles, std::uintmax_t bytes);

    /// Takes the line away, so that a message can stand in its place.
    void clear();

private:
    std::ostream& terminal_;
    bool is_terminal_;
    std::uintmax_t total_bytes_;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point drawn_;
    bool is_drawn_ = false;
};

}  // namespace kiosque::indexer
