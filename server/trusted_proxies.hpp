#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque::server {

/// The proxies whose word is taken for whom a request comes from. Anybody can write a header, so
/// that without them a client is the address that its connection comes from, whatever it says.
class TrustedProxies {
public:
    TrustedProxies() = default;  ///< none

    /// `names` are addresses ("127.0.0.1", "::1"), networks ("10.0.0.0/8", "fd00::/8"), or "unix"
    /// for whoever connects to the Unix socket. Throws Error(invalid_parameter) that says which is
    /// none of these.
    explicit TrustedProxies(const std::vector<std::string>& names);

    /// Whom a request comes from: `peer` (an address, "unix" on a Unix socket), or, where that is
    /// a trusted proxy, the last address of `forwarded_for` (X-Forwarded-For: each proxy adds whom
    /// it was asked by) that is no trusted proxy itself. An address that is none ends the search.
    std::string client(std::string_view peer, std::string_view forwarded_for) const;

private:
    struct Network {
        std::array<std::uint8_t, 16> address;  ///< of IPv4 as IPv6 has it mapped
        unsigned bits;
    };

    bool trusts(std::string_view address) const;

    std::vector<Network> networks_;
    bool trusts_unix_ = false;
};

}  // namespace kiosque::server
