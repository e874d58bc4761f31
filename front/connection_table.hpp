#pragma once

#include <atomic>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "front/connection.hpp"

namespace kiosque::front {

/// The connections that are open. Belongs to one thread, but for `size`. But for `add` and `late`,
/// nothing takes memory, so that nothing fails when there is none.
class ConnectionTable {
public:
    using Clock = Connection::Clock;

    /// A connection that awaits its first request from now on. Throws std::bad_alloc.
    Connection& add(Descriptor socket, const std::string& peer);

    /// Every change of a phase goes through here.
    void enter(Connection& connection, Connection::Phase phase) noexcept;

    /// Closes at once, and drops it from the table; its memory stays until `free_closed`, since
    /// events may still name it. Twice does no harm.
    void close(Connection& connection) noexcept;
    void free_closed() { closed_.clear(); }
    void clear();

    bool is_empty() const { return awaiting_.empty() && busy_.empty(); }
    std::size_t size() const { return size_; }

    /// The connection whose last answer, or beginning, is longest ago, of those that have no
    /// request under way: half a head is no claim to stay. Nothing (nullptr) when there is none.
    Connection* idlest() const { return awaiting_.empty() ? nullptr : awaiting_.front().get(); }

    /// The connection whose answer is on its way longest, or nothing (nullptr). Passes over those
    /// that have a request under way.
    Connection* longest_answering() const;

    /// Those whose deadline is over; a worker has none. Linear.
    std::vector<Connection*> late(Clock::time_point now) const;

private:
    using List = std::list<std::unique_ptr<Connection>>;

    List awaiting_;  ///< a request, or a part of its head; the one that is idle longest first
    List busy_;
    List closed_;
    std::atomic<std::size_t> size_ = 0;
};

}  // namespace kiosque::front
