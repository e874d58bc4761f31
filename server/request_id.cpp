#include "server/request_id.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>

namespace kiosque::server {
namespace {

constexpr std::size_t kLongest = 64;

bool is_fitting(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
}

std::uint64_t random_start() {
    std::random_device device;
    return (std::uint64_t{device()} << 32U) | device();
}

}  // namespace

std::string request_id(std::string_view sent) {
    const bool is_usable = !sent.empty() && sent.size() <= kLongest &&
                           std::all_of(sent.begin(), sent.end(), is_fitting);
    if (is_usable) return std::string(sent);
    static std::atomic<std::uint64_t> next = random_start();
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx",
                  static_cast<unsigned long long>(next.fetch_add(1)));
    return digits.data();
}

}  // namespace kiosque::server
