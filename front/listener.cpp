#include "front/listener.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.hpp"

namespace kiosque::front {
namespace {

constexpr int kBacklog = 1'024;
constexpr int kFlags = SOCK_NONBLOCK | SOCK_CLOEXEC;

[[noreturn]] void refused(const std::string& address, const std::string& why) {
    throw Error(ErrorCode::io_failed, "cannot listen on " + address + ": " + why +
                                          "; choose another with --port, --host or --socket");
}

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses addresses_of(const std::string& host, int port, const std::string& shown) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
    if (error != 0) refused(shown, ::gai_strerror(error));
    return {found, &::freeaddrinfo};
}

int port_of(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return address.ss_family == AF_INET6
               ? ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port)
               : ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

/// False when nobody listens any more at the path of a Unix socket. A server that is busy, or of
/// another user, counts as one.
bool is_in_use(const sockaddr_un& address) {
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | kFlags, 0));
    const int result =
        ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return result == 0 || errno != ECONNREFUSED;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        reset();
        number_ = other.release();
    }
    return *this;
}

int Descriptor::release() noexcept {
    return std::exchange(number_, -1);
}

void Descriptor::reset() noexcept {
    if (number_ >= 0) ::close(release());
}

Listener Listener::tcp(const std::string& host, int port) {
    const std::string shown = host + ":" + std::to_string(port);
    const Addresses addresses = addresses_of(host, port, shown);
    int error = 0;
    for (const addrinfo* at = addresses.get(); at != nullptr; at = at->ai_next) {
        Descriptor socket(::socket(at->ai_family, at->ai_socktype | kFlags, at->ai_protocol));
        // Not SO_REUSEPORT: two servers on one port would share their clients silently.
        const int yes = 1;
        ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (::bind(socket.get(), at->ai_addr, at->ai_addrlen) == 0 &&
            ::listen(socket.get(), kBacklog) == 0) {
            Listener listener(std::move(socket));
            listener.port_ = port_of(listener.descriptor());
            return listener;
        }
        error = errno;
    }
    refused(shown, std::strerror(error));
}

Listener Listener::unix_socket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        refused(path, "the path of a socket has at most " +
                          std::to_string(sizeof address.sun_path - 1) + " bytes");
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    struct stat found {};
    if (::lstat(path.c_str(), &found) == 0) {
        if (!S_ISSOCK(found.st_mode)) refused(path, "a file that is no socket is there");
        if (is_in_use(address)) refused(path, "another server listens there");
        ::unlink(path.c_str());
    }
    Listener listener(Descriptor(::socket(AF_UNIX, SOCK_STREAM | kFlags, 0)));
    if (::bind(listener.descriptor(), reinterpret_cast<const sockaddr*>(&address),
               sizeof address) != 0 ||
        ::listen(listener.descriptor(), kBacklog) != 0) {
        refused(path, std::strerror(errno));
    }
    listener.path_ = path;
    ::lstat(path.c_str(), &found);
    listener.file_ = {found.st_dev, found.st_ino};
    return listener;
}

Listener::~Listener() {
    if (socket_.get() < 0 || path_.empty()) return;
    struct stat found {};
    const bool is_ours =
        ::lstat(path_.c_str(), &found) == 0 && file_ == std::pair(found.st_dev, found.st_ino);
    if (is_ours) ::unlink(path_.c_str());
}

Descriptor Listener::accept(std::string& peer) const {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Descriptor client(
        ::accept4(descriptor(), reinterpret_cast<sockaddr*>(&address), &size, kFlags));
    if (client.get() < 0) return client;
    if (address.ss_family == AF_UNIX) {
        peer = "unix";
        return client;
    }
    // An answer is one write, so that nothing is gained by waiting for more of it.
    const int yes = 1;
    ::setsockopt(client.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    char host[NI_MAXHOST] = "";
    ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host, sizeof host, nullptr, 0,
                  NI_NUMERICHOST);
    // A client of IPv4 is called the same on a socket that takes IPv6, too.
    constexpr std::string_view kMapped = "::ffff:";
    peer = std::string_view(host).starts_with(kMapped) ? host + kMapped.size() : host;
    // Nor has the name of the interface ("fe80::1%eth0") to do with who it is.
    peer.resize(std::min(peer.find('%'), peer.size()));
    return client;
}

}  // namespace kiosque::front
