#pragma once

#include <string>
#include <utility>

#include <sys/types.h>

namespace kiosque::front {

/// A file descriptor that is closed with the object. -1 is none.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;

    int get() const { return number_; }
    int release() noexcept;
    void reset() noexcept;

private:
    int number_;
};

/// A socket that clients connect to, non-blocking.
class Listener {
public:
    /// Listens on a TCP address; `host` is a name or a number of IPv4 or IPv6 ("::" for all), port
    /// 0 any free one. Throws Error(io_failed) that says why it cannot be had.
    static Listener tcp(const std::string& host, int port);

    /// Listens on a Unix socket, which it makes, and removes at the end; one that nobody listens on
    /// any more is replaced. Whoever may open the file may connect. Throws as `tcp` does.
    static Listener unix_socket(const std::string& path);

    ~Listener();
    Listener(Listener&&) = default;

    int descriptor() const { return socket_.get(); }
    int port() const { return port_; }  ///< 0 for a Unix socket

    /// A client that waits: its connection, non-blocking, and the address it comes from ("unix"
    /// for a Unix socket). Without one the descriptor is -1, and errno says why.
    Descriptor accept(std::string& peer) const;

private:
    explicit Listener(Descriptor socket) : socket_(std::move(socket)) {}

    Descriptor socket_;
    int port_ = 0;
    std::string path_;  ///< of a Unix socket
    std::pair<dev_t, ino_t> file_;
};

}  // namespace kiosque::front
