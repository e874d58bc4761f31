#include "server/trusted_proxies.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <arpa/inet.h>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

constexpr unsigned kBits = 128;
constexpr unsigned kBitsBeforeIpv4 = 96;

constexpr std::string_view kUnix = "unix";  ///< as the front calls who comes by its socket

using Address = std::array<std::uint8_t, 16>;

/// Nothing for a text that is no address.
std::optional<Address> read_address(std::string_view text) {
    const std::string address(text);
    Address bytes{};
    if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
    if (::inet_pton(AF_INET, address.c_str(), bytes.data() + 12) != 1) return {};
    bytes[10] = bytes[11] = 0xFF;
    return bytes;
}

bool is_same_start(const Address& one, const Address& other, unsigned bits) {
    const std::size_t whole = bits / 8;
    if (!std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(whole), other.begin())) {
        return false;
    }
    const unsigned rest = bits % 8;
    return rest == 0 || (one[whole] ^ other[whole]) >> (8 - rest) == 0;
}

/// As the system writes it, so that a client has one name.
std::string written(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    constexpr Address kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    const bool is_ipv4 = is_same_start(address, kMapped, kBitsBeforeIpv4);
    ::inet_ntop(is_ipv4 ? AF_INET : AF_INET6, address.data() + (is_ipv4 ? kBitsBeforeIpv4 / 8 : 0),
                text.data(), text.size());
    return text.data();
}

/// "192.0.2.1:1000" and "[2001:db8::1]:80", as some proxies write them, without their ports.
std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) {
        text.remove_prefix(1);
        return text.substr(0, text.find(']'));
    }
    const std::size_t colon = text.find(':');
    const bool is_only_one = colon != text.npos && text.find(':', colon + 1) == text.npos;
    return is_only_one ? text.substr(0, colon) : text;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

Error no_network(const std::string& name) {
    return {ErrorCode::invalid_parameter, "trusted_proxies",
            "'trusted_proxies' must name addresses (127.0.0.1, ::1), networks (10.0.0.0/8) or "
            "unix, but has '" +
                name + "'"};
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (name == kUnix) {
            trusts_unix_ = true;
            continue;
        }
        const std::size_t slash = std::min(name.find('/'), name.size());
        const auto address = read_address(std::string_view(name).substr(0, slash));
        if (!address) throw no_network(name);
        const bool is_ipv4 = name.find(':') == std::string::npos;
        const unsigned most = is_ipv4 ? kBits - kBitsBeforeIpv4 : kBits;
        unsigned bits = most;
        if (slash != name.size()) {
            const char* begin = name.data() + slash + 1;
            const char* end = name.data() + name.size();
            const auto [stop, error] = std::from_chars(begin, end, bits);
            if (error != std::errc{} || stop != end || bits > most) throw no_network(name);
        }
        networks_.push_back({*address, bits + (is_ipv4 ? kBitsBeforeIpv4 : 0)});
    }
}

bool TrustedProxies::trusts(std::string_view text) const {
    if (text == kUnix) return trusts_unix_;
    const auto address = read_address(text);
    return address && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
               return is_same_start(*address, network.address, network.bits);
           });
}

std::string TrustedProxies::client(std::string_view peer, std::string_view forwarded_for) const {
    std::string client(peer);
    while (trusts(client) && !forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const bool is_last = comma == std::string_view::npos;
        const auto before = trimmed(is_last ? forwarded_for : forwarded_for.substr(comma + 1));
        const auto address = read_address(without_port(before));
        if (!address) break;
        client = written(*address);
        forwarded_for = is_last ? std::string_view() : forwarded_for.substr(0, comma);
    }
    return client;
}

}  // namespace kiosque::server
