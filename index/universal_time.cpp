#include "index/universal_time.hpp"

#include <array>
#include <ctime>

namespace kiosque::index {

std::string universal_time(std::chrono::system_clock::time_point moment) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string universal_time_now() {
    return universal_time(std::chrono::system_clock::now());
}

}  // namespace kiosque::index
