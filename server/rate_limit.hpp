#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace kiosque::server {

/// Gives every client the same share: each has a bucket of tokens, a request takes one, and they
/// come back at a steady rate (a token bucket). Thread-safe; constant time.
class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    /// So many clients are known at a time; of more, those that asked longest ago are forgotten,
    /// which gives them a full bucket.
    static constexpr std::size_t kMostClients = 100'000;

    /// `rate` requests a second in the long run, `burst` at once; 0 for no limit.
    RateLimit(unsigned rate, unsigned burst);

    /// How long the client has to wait; zero when it may go on, and a token is taken.
    std::chrono::milliseconds take(const std::string& client, Clock::time_point now = Clock::now());

private:
    struct Bucket {
        std::string client;
        double tokens;
        Clock::time_point filled;
    };

    const double rate_;
    const double burst_;
    std::mutex mutex_;
    std::list<Bucket> buckets_;  ///< the one used last in front
    std::unordered_map<std::string, std::list<Bucket>::iterator> by_client_;
};

/// What stands for a client: its address, of IPv6 the network of 64 bits that a household has to
/// itself.
std::string share_of(const std::string& address);

}  // namespace kiosque::server
