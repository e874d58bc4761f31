#include "front/front.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <new>
#include <utility>
#include <vector>

#include <malloc.h>
#include <sys/socket.h>

#include "front/connection.hpp"
#include "front/connection_table.hpp"
#include "front/entrance.hpp"
#include "front/poller.hpp"
#include "front/work_queue.hpp"

namespace kiosque::front {
namespace {

using Clock = Connection::Clock;
using Phase = Connection::Phase;

constexpr std::chrono::milliseconds kBetweenSweeps{250};
/// How long, and how much, a client that is refused may go on sending until it has read why.
constexpr std::chrono::seconds kLingering{2};
constexpr std::size_t kMostThrownAway = std::size_t{32} << 20U;
constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::uint32_t kAnything = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

/// Requests with other methods change something, which takes the disk and not the processor.
bool only_reads(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

}  // namespace

class Front::Loop {
public:
    Loop(Backend backend, Settings settings)
        : backend_(std::move(backend)),
          settings_(settings),
          entrance_(poller_),
          workers_(settings.threads, settings.most_waiting),
          writers_(settings.writing_threads, settings.most_waiting) {}

    void listen(Listener listener) { entrance_.add(std::move(listener)); }

    void serve() {
        auto sweep_at = Clock::now() + kBetweenSweeps;
        while (!has_drained()) {
            // An entrance that is shut is tried again by the sweep.
            const bool is_timed = !connections_.is_empty() || !entrance_.is_open() || is_draining_;
            const auto longest = is_timed ? std::optional(kBetweenSweeps) : std::nullopt;
            for (const auto& event : poller_.wait(longest)) take(event);
            take_back();
            if (is_stopping_ && !is_draining_) begin_to_drain();
            if (Clock::now() >= sweep_at) {
                sweep();
                sweep_at = Clock::now() + kBetweenSweeps;
            }
            connections_.free_closed();
            give_back_memory();
        }
        for (WorkQueue* queue : {&workers_, &writers_}) {
            queue->drop_waiting();
            queue->end();
        }
        connections_.clear();
    }

    void stop() noexcept {
        is_stopping_ = true;
        poller_.wake();
    }

    Traffic traffic() const {
        return {connections_.size(),
                workers_.waiting() + writers_.waiting(),
                working_,
                accepted_,
                requests_,
                refused_};
    }

private:
    void take(const epoll_event& event) {
        if (const Listener* listener = entrance_.find(event.data.ptr)) {
            return accept_from(*listener);
        }
        auto& connection = *static_cast<Connection*>(event.data.ptr);
        if ((event.events & ~std::uint32_t{EPOLLOUT}) != 0) connection.may_read = true;
        if ((event.events & (EPOLLHUP | EPOLLERR)) != 0) connection.is_gone = true;
        if (connection.phase != Phase::working) advance(connection);
    }

    void accept_from(const Listener& listener) {
        std::string peer;
        while (true) {
            const bool is_full = connections_.size() >= settings_.most_connections;
            Connection* idlest = is_full ? connections_.idlest() : nullptr;
            if (is_full && idlest == nullptr) return entrance_.shut();
            Descriptor client = listener.accept(peer);
            if (client.get() < 0) {
                const int error = errno;
                if (error == ECONNABORTED || error == EINTR) continue;
                if (error == EAGAIN || error == EWOULDBLOCK) return;
                if (make_room(listener, error)) continue;
                return entrance_.shut();
            }
            ++accepted_;
            if (idlest != nullptr) close(*idlest);
            try {
                admit(std::move(client), peer);
            } catch (const std::bad_alloc&) {
                ++refused_;  // this one is closed; the next may find memory
            }
        }
    }

    void admit(Descriptor client, const std::string& peer) {
        Connection& connection = connections_.add(std::move(client), peer);
        connection.idle_since = Clock::now();
        connection.deadline = connection.idle_since + settings_.head;
        end_alone_if_it_fails(connection, [&] {
            poller_.add(connection.socket.get(), kAnything, &connection);
            do_all(connection);
        });
    }

    /// After `accept` has failed; true when it is worth another try.
    bool make_room(const Listener& listener, int error) {
        if (error != EMFILE && error != ENFILE) return false;
        if (Connection* idlest = connections_.idlest()) {
            close(*idlest);
            return true;
        }
        if (!entrance_.turn_one_away(listener)) return false;
        ++refused_;
        return true;
    }

    void close(Connection& connection) {
        leave_place(connection);
        release_answer(connection);
        connections_.close(connection);
        entrance_.open();
    }

    /// Does all that can be done for a connection now.
    void advance(Connection& connection) {
        end_alone_if_it_fails(connection, [&] { do_all(connection); });
    }

    /// What fails, no memory among it, ends this connection and no other.
    template <typename Step>
    void end_alone_if_it_fails(Connection& connection, Step step) {
        try {
            step();
        } catch (const std::exception&) {
            ++refused_;
            close(connection);
        }
    }

    void do_all(Connection& connection) {
        bool goes_on = !connection.is_closed;
        while (goes_on && !connection.is_closed) {
            switch (connection.phase) {
                case Phase::head:
                    goes_on = read_request(connection);
                    break;
                case Phase::body:
                    goes_on = read_body(connection);
                    break;
                case Phase::working:
                    goes_on = false;
                    break;
                case Phase::answering:
                    goes_on = send_answer(connection);
                    break;
                case Phase::lingering:
                    goes_on = throw_away(connection);
                    break;
            }
        }
    }

    /// Reads more; false when nothing is there yet, or the client has gone.
    bool read_more(Connection& connection) {
        if (connection.receive()) return true;
        if (connection.has_ended) close(connection);
        return false;
    }

    bool read_head_on(Connection& connection) {
        const bool was_idle = connection.is_idle();
        connection.scanned = connection.in.size();
        if (!read_more(connection)) return false;
        if (was_idle) connection.deadline = Clock::now() + settings_.head;
        return true;
    }

    bool read_request(Connection& connection) {
        if (connection.in == "\r\n") connection.in.clear();  // some send it behind a body
        // A head ends with a line, so that nothing is to be learned before one has ended.
        const bool has_line = connection.in.find('\n', connection.scanned) != std::string::npos;
        if (!has_line && connection.in.size() <= HeadLimits::kBytes) {
            return read_head_on(connection);
        }
        try {
            auto head = read_head(connection.in);
            if (!head) return read_head_on(connection);
            connection.head = std::move(*head);
            if (!connection.head.keeps_alive) connection.closes = true;
            const auto body = backend_.body_to_read(connection.head);
            connection.body_bytes = body.value_or(0);
            if (!body) connection.closes = true;
            if (connection.body_bytes > 0) return begin_body(connection);
        } catch (const Error& error) {
            refuse(connection, error);
            return true;
        }
        begin_work(connection);
        return true;
    }

    bool begin_body(Connection& connection) {
        if (bodies_ >= settings_.most_bodies) {
            refuse(connection,
                   Error(ErrorCode::too_busy,
                         "the server takes articles from " + std::to_string(settings_.most_bodies) +
                             " requests at once; send this one again in a second"));
            return true;
        }
        ++bodies_;
        connection.holds_place = true;
        connections_.enter(connection, Phase::body);
        connection.deadline = Clock::now() + settings_.body;
        if (connection.head.waits_for_go && connection.in.size() == connection.head.bytes) {
            connection.out = kGoOn;
            if (!connection.send()) connection.is_broken = true;  // never in the middle of it
            connection.out.clear();
            connection.sent = 0;
        }
        return true;
    }

    bool read_body(Connection& connection) {
        const std::size_t bytes = connection.head.bytes + connection.body_bytes;
        if (connection.in.size() < bytes) return read_more(connection);
        connection.head = *read_head(connection.in);  // its bytes have moved
        begin_work(connection);
        return true;
    }

    void leave_place(Connection& connection) {
        if (connection.holds_place) --bodies_;
        connection.holds_place = false;
    }

    void begin_work(Connection& connection) {
        connections_.enter(connection, Phase::working);
        WorkQueue& queue = only_reads(connection.head.method) ? workers_ : writers_;
        const auto arrived = Clock::now();
        ++requests_;  // before: the answer may be there before `add` returns
        ++working_;
        bool is_taken = false;
        try {
            is_taken = queue.add([this, &connection, arrived] {
                try {
                    if (!connection.is_gone) answer(connection, arrived);
                    connection.release_body();
                } catch (const std::exception&) {
                    connection.is_broken = true;
                }
                give_back(connection);
            });
        } catch (const std::bad_alloc&) {  // not taken
        }
        if (is_taken) return;
        --requests_;
        --working_;
        refuse(connection, too_busy());
    }

    static Error too_busy() {
        return {ErrorCode::too_busy, "the server has too much to do; ask again in a second"};
    }

    /// By a worker.
    void answer(Connection& connection, Clock::time_point arrived) {
        const std::string_view in = connection.in;
        if (Clock::now() - arrived > settings_.wait) {
            ++refused_;
            connection.closes = true;
            connection.out = backend_.refuse({too_busy(), &connection.head, connection.peer});
        } else {
            connection.out = backend_.answer(
                {connection.head, in.substr(connection.head.bytes, connection.body_bytes),
                 connection.peer, connection.closes, is_stopping_, arrived});
        }
        connection.send();  // at once; what the client does not take yet is sent by the loop
    }

    /// By a worker. Takes no memory: without any, the connection would be lost.
    void give_back(Connection& connection) noexcept {
        // From the exchange on the loop may do anything with the connection.
        Connection* before = last_answered_;
        do {
            connection.answered_before = before;
        } while (!last_answered_.compare_exchange_weak(before, &connection));
        if (before == nullptr) poller_.wake();
    }

    void take_back() {
        Connection* next = last_answered_.exchange(nullptr);
        if (next != nullptr) entrance_.open();
        while (next != nullptr) {
            Connection& connection = *std::exchange(next, next->answered_before);
            --working_;
            leave_place(connection);
            begin_answer(connection);
            advance(connection);
        }
    }

    void begin_answer(Connection& connection) {
        connections_.enter(connection, Phase::answering);
        connection.deadline = Clock::now() + settings_.answer;
        if (connection.sent < connection.out.size()) hold_answer(connection);
    }

    /// Clients that do not read could otherwise have all memory filled with their answers.
    void hold_answer(Connection& connection) {
        connection.held_bytes = connection.out.size();
        held_bytes_ += connection.held_bytes;
        while (held_bytes_ > settings_.most_answer_bytes) {
            Connection* longest = connections_.longest_answering();
            if (longest == &connection) return;  // alone it may be as large as it is
            ++refused_;
            close(*longest);
        }
    }

    void release_answer(Connection& connection) {
        held_bytes_ -= std::exchange(connection.held_bytes, 0);
    }

    /// Answers what cannot be served; nobody knows where a further request would begin.
    void refuse(Connection& connection, const Error& error) {
        ++refused_;
        leave_place(connection);
        connection.closes = true;
        // While a body comes in, the bytes of the head move.
        const bool is_known = connection.head.bytes > 0 && connection.phase != Phase::body;
        const RequestHead* head = is_known ? &connection.head : nullptr;
        connection.out = backend_.refuse({error, head, connection.peer});
        connection.sent = 0;
        begin_answer(connection);
    }

    bool send_answer(Connection& connection) {
        if (!connection.send()) return false;
        release_answer(connection);
        if (connection.is_broken || connection.is_gone) {
            close(connection);
        } else if (connection.closes || is_stopping_) {
            // To close while bytes are unread would take the answer away from the client, too.
            ::shutdown(connection.socket.get(), SHUT_WR);
            connections_.enter(connection, Phase::lingering);
            connection.deadline = Clock::now() + kLingering;
        } else {
            connection.forget_request();
            connections_.enter(connection, Phase::head);
            connection.idle_since = Clock::now();
            connection.deadline =
                connection.idle_since + (connection.in.empty() ? settings_.idle : settings_.head);
            entrance_.open();
        }
        return true;
    }

    bool throw_away(Connection& connection) {
        connection.thrown_away += connection.in.size();
        connection.in.clear();
        if (connection.thrown_away > kMostThrownAway) close(connection);
        return !connection.is_closed && read_more(connection);
    }

    void sweep() {
        entrance_.open();
        std::vector<Connection*> late;
        try {
            late = connections_.late(Clock::now());
        } catch (const std::bad_alloc&) {
            return;  // the next sweep may find memory
        }
        for (Connection* each : late) end_late(*each);
    }

    /// Behind a crowd the allocator would keep what its answers took, fifty megabytes for 2,000.
    void give_back_memory() {
        constexpr std::size_t kCrowd = 64;
        constexpr std::size_t kFewer = 8;
        const std::size_t open = connections_.size();
        most_open_ = std::max(most_open_, open);
        if (most_open_ < kCrowd || open > most_open_ / kFewer) return;
        most_open_ = open;
        ::malloc_trim(0);
    }

    void end_late(Connection& connection) {
        const bool is_reading = connection.phase == Phase::body ||
                                (connection.phase == Phase::head && !connection.in.empty());
        if (!is_reading) return close(connection);
        end_alone_if_it_fails(connection, [&] {
            refuse(connection,
                   Error(ErrorCode::too_slow, "the request did not come to its end in time"));
            do_all(connection);
        });
    }

    void begin_to_drain() {
        is_draining_ = true;
        drained_at_ = Clock::now() + settings_.drain;
        entrance_.close_for_good();
        while (Connection* each = connections_.idlest()) close(*each);
    }

    bool has_drained() const {
        return is_draining_ && (connections_.is_empty() || Clock::now() >= drained_at_);
    }

    const Backend backend_;
    const Settings settings_;
    Poller poller_;
    Entrance entrance_;
    ConnectionTable connections_;
    std::size_t bodies_ = 0;
    std::size_t held_bytes_ = 0;
    std::size_t most_open_ = 0;  ///< connections since memory was given back
    bool is_draining_ = false;
    Clock::time_point drained_at_;

    std::atomic<bool> is_stopping_ = false;
    std::atomic<std::size_t> working_ = 0;
    std::atomic<std::size_t> accepted_ = 0;
    std::atomic<std::size_t> requests_ = 0;
    std::atomic<std::size_t> refused_ = 0;

    std::atomic<Connection*> last_answered_ = nullptr;  ///< by the workers; it names those before

    WorkQueue workers_;  ///< last: end before what they use
    WorkQueue writers_;
};

Front::Front(Backend backend, Settings settings)
    : loop_(std::make_unique<Loop>(std::move(backend), settings)) {}

Front::~Front() = default;

void Front::listen(Listener listener) {
    loop_->listen(std::move(listener));
}

void Front::serve() {
    loop_->serve();
}

void Front::stop() noexcept {
    loop_->stop();
}

Traffic Front::traffic() const {
    return loop_->traffic();
}

}  // namespace kiosque::front
