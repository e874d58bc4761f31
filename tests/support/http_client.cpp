#include "support/http_client.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosque::test {

HttpAnswer HttpClient::request(const std::string& method, const std::string& target,
                               const Headers& headers, const std::string& body) const {
    httplib::Client client("127.0.0.1", port_);
    client.set_tcp_nodelay(true);
    client.set_decompress(false);
    client.set_url_encode(false);
    client.set_read_timeout(30, 0);
    httplib::Request request;
    request.method = method;
    request.path = target;
    request.body = body;
    for (const auto& [name, value] : headers) request.headers.emplace(name, value);
    HttpAnswer answer;
    const auto result = client.send(request);
    if (!result) return answer;
    answer.status = result->status;
    answer.body = result->body;
    for (const auto& [name, value] : result->headers) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers[lower] = value;
    }
    return answer;
}

HttpAnswer HttpClient::get(const std::string& path, const Parameters& parameters,
                           const Headers& headers) const {
    std::string target = path;
    for (const auto& [name, value] : parameters) {
        target += (target.find('?') == std::string::npos ? "?" : "&") + percent_encoded(name) +
                  "=" + percent_encoded(value);
    }
    return request("GET", target, headers);
}

std::string raw_exchange(int port, const std::vector<std::string>& pieces) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int no_delay = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &no_delay, sizeof no_delay);
    const timeval silence{4, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
    std::string got;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        for (const auto& piece : pieces) ::send(fd, piece.data(), piece.size(), MSG_NOSIGNAL);
        std::array<char, 4096> block{};
        for (ssize_t size; (size = ::recv(fd, block.data(), block.size(), 0)) > 0;) {
            got.append(block.data(), static_cast<std::size_t>(size));
        }
    }
    ::close(fd);
    return got;
}

std::string percent_encoded(const std::string& text) {
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 &&
            (std::isalnum(byte) || std::string_view("-._~").find(c) != std::string_view::npos)) {
            encoded += c;
        } else {
            constexpr std::string_view digits = "0123456789ABCDEF";
            encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return encoded;
}

}  // namespace kiosque::test
