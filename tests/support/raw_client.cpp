#include "support/raw_client.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosque::test {
namespace {

void require_success(int result) {
    if (result != 0) throw std::runtime_error(std::strerror(errno));
}

}  // namespace

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    require_success(
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
    const int no_delay = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &no_delay, sizeof no_delay);
    set_up();
}

RawClient::RawClient(const std::string& unix_socket)
    : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, unix_socket.c_str(), unix_socket.size() + 1);
    require_success(
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
    set_up();
}

RawClient::~RawClient() {
    if (socket_ >= 0) ::close(socket_);
}

void RawClient::set_up() {
    const timeval silence{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
}

void RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) return;  // the other side has closed; what it said is read
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawClient::end_sending() const {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::vanish() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
}

std::string RawClient::read_until(std::string_view last) {
    std::array<char, 65'536> piece;
    while (last.empty() || !come_.ends_with(last)) {
        const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
        if (got <= 0) break;
        come_.append(piece.data(), static_cast<std::size_t>(got));
    }
    return std::exchange(come_, {});
}

std::string RawClient::read_some() {
    std::array<char, 4'096> piece;
    const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got > 0) come_.append(piece.data(), static_cast<std::size_t>(got));
    return std::exchange(come_, {});
}

bool RawClient::is_closed() {
    char byte = 0;
    const ssize_t got = ::recv(socket_, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

std::size_t answers_in(std::string_view come) {
    constexpr std::string_view kBegin = "HTTP/1.1 ";
    std::size_t count = 0;
    for (std::size_t at = 0; (at = come.find(kBegin, at)) != std::string_view::npos; ++at) {
        const std::size_t status = at + kBegin.size();
        if (status < come.size() && come[status] >= '1' && come[status] <= '5') ++count;
    }
    return count;
}

}  // namespace kiosque::test
