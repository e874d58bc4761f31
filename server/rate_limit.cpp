#include "server/rate_limit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <arpa/inet.h>

namespace kiosque::server {

RateLimit::RateLimit(unsigned rate, unsigned burst)
    : rate_(rate), burst_(std::max<double>(burst, 1)) {}

std::chrono::milliseconds RateLimit::take(const std::string& client, Clock::time_point now) {
    if (rate_ <= 0) return {};
    const std::lock_guard lock(mutex_);
    const auto known = by_client_.find(client);
    if (known == by_client_.end()) {
        if (buckets_.size() == kMostClients) {
            by_client_.erase(buckets_.back().client);
            buckets_.pop_back();
        }
        buckets_.push_front({client, burst_, now});
        by_client_.emplace(client, buckets_.begin());
    } else {
        buckets_.splice(buckets_.begin(), buckets_, known->second);
    }
    Bucket& bucket = buckets_.front();
    const std::chrono::duration<double> since = now - bucket.filled;
    bucket.tokens = std::min(burst_, bucket.tokens + std::max(0.0, since.count()) * rate_);
    bucket.filled = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return {};
    }
    const double wait = (1 - bucket.tokens) / rate_;
    return std::chrono::milliseconds(std::max<long>(1, std::lround(std::ceil(wait * 1000))));
}

std::string share_of(const std::string& address) {
    constexpr std::size_t kNetwork = 8;
    std::array<unsigned char, 16> bytes{};
    if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    const bool is_ipv4 = std::all_of(bytes.begin(), bytes.begin() + 10,
                                     [](unsigned char byte) { return byte == 0; });
    return is_ipv4 ? address : std::string(bytes.begin(), bytes.begin() + kNetwork);
}

}  // namespace kiosque::server
