#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "front/connection.hpp"

namespace kiosque::front {

/// The connections that are open. Belongs to one thread, but for `size`.
class ConnectionTable {
public:
    using Clock = Connection::Clock;

    Connection& add(Descriptor socket, const std::string& peer);

    /// Closes at once, and drops it from the table; its memory stays until `free_closed`, since
    /// events may still name it. Twice does no harm.
    void close(Connection& connection);
    void free_closed() { closed_.clear(); }
    void clear();

    bool is_empty() const { return open_.empty(); }
    std::size_t size() const { return size_; }

    /// The connection whose last answer, or beginning, is longest ago, of those that have no
    /// request under way: half a head is no claim to stay. Nothing (nullptr) when there is none.
    /// Linear.
    Connection* idlest() const;

    /// Those that await a request, or a part of its head.
    std::vector<Connection*> awaiting() const;

    /// Those whose deadline is over; a worker has none.
    std::vector<Connection*> late(Clock::time_point now) const;

private:
    template <typename Is>
    std::vector<Connection*> those(Is is) const {
        std::vector<Connection*> found;
        for (const auto& row : open_) {
            if (is(*row.second)) found.push_back(row.second.get());
        }
        return found;
    }

    std::unordered_map<const Connection*, std::unique_ptr<Connection>> open_;
    std::vector<std::unique_ptr<Connection>> closed_;
    std::atomic<std::size_t> size_ = 0;
};

}  // namespace kiosque::front
