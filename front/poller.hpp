#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include <sys/epoll.h>

#include "front/listener.hpp"

namespace kiosque::front {

/// What one thread waits with: for sockets, and to be woken by others. But for `wake`, it belongs
/// to that thread.
class Poller {
public:
    /// Throws Error(io_failed).
    Poller();

    /// Tells of `events` of a socket by `who` from now on, until it is closed. Throws
    /// Error(io_failed).
    void add(int socket, std::uint32_t events, void* who) const;
    void change(int socket, std::uint32_t events, void* who) const noexcept;

    /// Waits until something has happened, or `longest` is over; gives back what has happened to
    /// sockets, valid until the next call. Throws Error(io_failed).
    std::span<const epoll_event> wait(std::optional<std::chrono::milliseconds> longest);

    /// Ends `wait`, also the next one. From any thread, also from a handler of signals.
    void wake() const noexcept;

private:
    Descriptor events_;
    Descriptor alarm_;
    std::array<epoll_event, 256> happened_{};
};

}  // namespace kiosque::front
