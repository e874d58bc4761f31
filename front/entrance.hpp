#pragma once

#include <list>

#include "front/listener.hpp"
#include "front/poller.hpp"

namespace kiosque::front {

/// Where clients come in. While it is shut they wait in the backlog of the system. Belongs to one
/// thread.
class Entrance {
public:
    /// `poller` must outlive the entrance, and tells of it by the address of a listener.
    explicit Entrance(const Poller& poller);

    /// Throws Error(io_failed).
    void add(Listener listener);

    /// The listener that an event is of; nothing (nullptr) when it is of another thing.
    const Listener* find(const void* who) const;

    void open() { watch(true); }
    void shut() { watch(false); }
    bool is_open() const { return is_open_; }

    /// Takes nobody any more.
    void close_for_good() { listeners_.clear(); }

    /// Disconnects the client that waits next, by means of a descriptor that was kept for this: out
    /// of descriptors it could neither be served nor told so. False when that is not possible
    /// either.
    bool turn_one_away(const Listener& listener);

private:
    void watch(bool is_open);

    const Poller& poller_;
    std::list<Listener> listeners_;  ///< a list, since events tell addresses
    bool is_open_ = true;
    Descriptor spare_;
};

}  // namespace kiosque::front
