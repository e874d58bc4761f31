#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "front/listener.hpp"
#include "front/request_head.hpp"

namespace kiosque::front {

/// A client and what it has sent and is to be sent. Belongs to the thread of the front but while it
/// is `working`, when a worker has what its request and answer are made of.
struct Connection {
    using Clock = std::chrono::steady_clock;

    enum class Phase {
        head,       ///< a request is awaited, or its head has come in part
        body,       ///< its body is awaited
        working,    ///< a worker answers it
        answering,  ///< the answer is on its way
        lingering,  ///< answered; what the client still sends is thrown away, so that it reads on
    };

    Connection(Descriptor connected, std::string address)
        : socket(std::move(connected)), peer(std::move(address)) {}

    /// Idle: between two requests.
    bool is_idle() const { return phase == Phase::head && in.empty(); }

    /// Reads what has come, a piece at a time, behind `in`; false when nothing more is there yet.
    bool receive();

    /// Sends what is left of `out`; false when the client does not take all of it yet.
    bool send();

    /// Gives the memory of a large body that has been answered back to the system, and what was
    /// made of it, too. The head is not to be looked at any more.
    void release_body();

    /// Throws the request away that was answered, and keeps what came behind it.
    void forget_request();

    Descriptor socket;
    std::string peer;
    Phase phase = Phase::head;
    Clock::time_point deadline;
    Clock::time_point idle_since;  ///< the last answer, or the beginning

    std::string in;           ///< begins with the request that is read or answered
    std::size_t scanned = 0;  ///< bytes of `in` that end no head
    RequestHead head;         ///< views into `in`, from when it has come whole
    std::size_t body_bytes = 0;
    bool holds_place = false;  ///< among the bodies that are read at once

    std::string out;
    std::size_t sent = 0;
    std::size_t held_bytes = 0;  ///< of an answer that the client has not taken at once

    /// Where its table has it.
    std::list<std::unique_ptr<Connection>>::iterator place{};
    Connection* answered_before = nullptr;  ///< of those that workers have given back

    bool may_read = true;               ///< until the system says that nothing is there
    bool has_ended = false;             ///< the client sends no more
    bool is_broken = false;             ///< nothing can be sent any more
    std::atomic<bool> is_gone = false;  ///< the system says that nobody reads answers any more
    bool closes = false;                ///< behind the answer
    bool is_closed = false;
    std::size_t thrown_away = 0;
};

}  // namespace kiosque::front
