#include "front/poller.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.hpp"

namespace kiosque::front {
namespace {

[[noreturn]] void failed(const char* what) {
    throw Error(ErrorCode::io_failed,
                std::string("the system refuses ") + what + ": " + std::strerror(errno));
}

}  // namespace

Poller::Poller()
    : events_(::epoll_create1(EPOLL_CLOEXEC)), alarm_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (events_.get() < 0 || alarm_.get() < 0) failed("what a server needs to wait");
    add(alarm_.get(), EPOLLIN, &alarm_);
}

void Poller::add(int socket, std::uint32_t events, void* who) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = who;
    if (::epoll_ctl(events_.get(), EPOLL_CTL_ADD, socket, &event) != 0) {
        failed("to watch a connection");
    }
}

void Poller::change(int socket, std::uint32_t events, void* who) const noexcept {
    epoll_event event{};
    event.events = events;
    event.data.ptr = who;
    ::epoll_ctl(events_.get(), EPOLL_CTL_MOD, socket, &event);
}

std::span<const epoll_event> Poller::wait(std::optional<std::chrono::milliseconds> longest) {
    const int milliseconds = longest ? static_cast<int>(longest->count()) : -1;
    const int count = ::epoll_wait(events_.get(), happened_.data(),
                                   static_cast<int>(happened_.size()), milliseconds);
    if (count < 0 && errno != EINTR) failed("to wait for clients");
    const auto end = happened_.begin() + std::max(count, 0);
    const auto alarm = std::find_if(happened_.begin(), end, [this](const epoll_event& event) {
        return event.data.ptr == &alarm_;
    });
    if (alarm == end) return {happened_.begin(), end};
    std::uint64_t wakes = 0;
    [[maybe_unused]] const ssize_t read = ::read(alarm_.get(), &wakes, sizeof wakes);
    return {happened_.begin(), std::remove_if(alarm, end, [this](const epoll_event& event) {
                return event.data.ptr == &alarm_;
            })};
}

void Poller::wake() const noexcept {
    const std::uint64_t one = 1;
    // It fails only when it has been woken so often already that it will not sleep.
    [[maybe_unused]] const ssize_t written = ::write(alarm_.get(), &one, sizeof one);
}

}  // namespace kiosque::front
