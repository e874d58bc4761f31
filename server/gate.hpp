#pragma once

#include <optional>
#include <vector>

#include "api/access_key.hpp"
#include "api/request.hpp"
#include "server/rate_limit.hpp"

namespace kiosque::server {

/// Lets requests in: those who may read, none more often than its share. Whether somebody may write
/// is for the contract to say (api/writing.hpp). Thread-safe.
class Gate {
public:
    struct Settings {
        std::vector<api::AccessKey> read_keys;    ///< none: everybody may read
        std::optional<api::AccessKey> write_key;  ///< who may write may read
        unsigned rate = 0;   ///< requests a second, of a key or else of an address; 0: any
        unsigned burst = 0;  ///< at once; 0 for twice the rate
    };

    explicit Gate(Settings settings);

    /// The answer to a request that is not let in: 401 without a key, 429 with Retry-After.
    /// Whether the server is there (/healthz, /readyz), and what it takes (OPTIONS, which browsers
    /// send without a key), everybody may ask, as often as he likes.
    std::optional<api::Response> refuse(const api::Request& request);

private:
    /// Which key was given; nothing for none that fits.
    std::optional<std::size_t> key_of(const api::Request& request) const;

    Settings settings_;
    RateLimit limit_;
};

}  // namespace kiosque::server
