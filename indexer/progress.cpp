#include "indexer/progress.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>
#include <string>

namespace kiosque::indexer {
namespace {

namespace chrono = std::chrono;

constexpr chrono::milliseconds kRedraw{100};

std::string written_duration(double seconds) {
    std::array<char, 32> text{};
    const long whole = std::max(0L, static_cast<long>(seconds + 0.5));
    if (whole < 60) {
        std::snprintf(text.data(), text.size(), "%ld s", whole);
    } else if (whole < 3600) {
        std::snprintf(text.data(), text.size(), "%ld min %02ld s", whole / 60, whole % 60);
    } else {
        std::snprintf(text.data(), text.size(), "%ld h %02ld min", whole / 3600, whole / 60 % 60);
    }
    return text.data();
}

}  // namespace

Progress::Progress(std::ostream& terminal, bool is_terminal, std::uintmax_t total_bytes)
    : terminal_(terminal),
      is_terminal_(is_terminal),
      total_bytes_(total_bytes),
      start_(chrono::steady_clock::now()),
      drawn_(start_) {}

Progress::~Progress() {
    clear();
}

void Progress::show(std::size_t articles, std::uintmax_t bytes) {
    const auto now = chrono::steady_clock::now();
    if (!is_terminal_ || now - drawn_ < kRedraw) return;
    drawn_ = now;
    const double seconds = chrono::duration<double>(now - start_).count();
    const double share =
        total_bytes_ == 0
            ? 0
            : std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_bytes_));
    std::array<char, 160> line{};
    std::snprintf(line.data(), line.size(), "\r\x1b[K%zu articles, %.0f articles/s, %.0f %%",
                  articles, static_cast<double>(articles) / seconds, share * 100);
    terminal_ << line.data();
    if (share > 0.01) terminal_ << ", " << written_duration(seconds / share - seconds) << " left";
    terminal_ << std::flush;
    is_drawn_ = true;
}

void Progress::clear() {
    if (!is_drawn_) return;
    terminal_ << "\r\x1b[K" << std::flush;
    is_drawn_ = false;
}

}  // namespace kiosque::indexer
