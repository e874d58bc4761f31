#include "front/front.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "front/connection.hpp"
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

[[noreturn]] void failed(const char* what) {
    throw Error(ErrorCode::io_failed,
                std::string("the system refuses ") + what + ": " + std::strerror(errno));
}

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
          events_(::epoll_create1(EPOLL_CLOEXEC)),
          alarm_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
          spare_(::open("/dev/null", O_RDONLY | O_CLOEXEC)),
          workers_(settings.threads, settings.most_waiting),
          writers_(settings.writing_threads, settings.most_waiting) {
        if (events_.get() < 0 || alarm_.get() < 0) failed("what a server needs to wait");
        watch(alarm_.get(), EPOLLIN, &alarm_);
    }

    void listen(Listener listener) {
        listeners_.push_back(std::move(listener));
        watch(listeners_.back().descriptor(), EPOLLIN, &listeners_.back());
    }

    void serve() {
        std::array<epoll_event, 256> events;
        auto sweep_at = Clock::now() + kBetweenSweeps;
        while (!has_drained()) {
            // Listeners that could not accept are tried again by the sweep.
            const bool is_timed = !connections_.empty() || !are_welcome_ || is_draining_;
            const int wait = is_timed ? static_cast<int>(kBetweenSweeps.count()) : -1;
            const int count =
                ::epoll_wait(events_.get(), events.data(), static_cast<int>(events.size()), wait);
            if (count < 0 && errno != EINTR) failed("to wait for clients");
            for (int i = 0; i < count; ++i) take(events[static_cast<std::size_t>(i)]);
            take_back();
            if (is_stopping_ && !is_draining_) begin_to_drain();
            if (Clock::now() >= sweep_at) {
                sweep();
                sweep_at = Clock::now() + kBetweenSweeps;
            }
            closed_.clear();
        }
        for (WorkQueue* queue : {&workers_, &writers_}) {
            queue->drop_waiting();
            queue->end();
        }
        connections_.clear();
    }

    void stop() noexcept {
        is_stopping_ = true;
        wake();
    }

    Traffic traffic() const {
        return {held_,   workers_.waiting() + writers_.waiting(), working_, accepted_, requests_,
                refused_};
    }

private:
    void watch(int descriptor, std::uint32_t what, void* who) const {
        epoll_event event{};
        event.events = what;
        event.data.ptr = who;
        if (::epoll_ctl(events_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0) {
            failed("to watch a connection");
        }
    }

    void wake() const noexcept {
        const std::uint64_t one = 1;
        // It fails only when it has been woken so often already that it will not sleep.
        [[maybe_unused]] const ssize_t written = ::write(alarm_.get(), &one, sizeof one);
    }

    void take(const epoll_event& event) {
        if (event.data.ptr == &alarm_) {
            std::uint64_t count = 0;
            [[maybe_unused]] const ssize_t read = ::read(alarm_.get(), &count, sizeof count);
            return;
        }
        for (const auto& listener : listeners_) {
            if (event.data.ptr == &listener) return accept_from(listener);
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
            Connection* idlest = is_full ? find_idlest() : nullptr;
            if (is_full && idlest == nullptr) return watch_listeners(false);
            Descriptor client = listener.accept(peer);
            if (client.get() < 0) {
                const int error = errno;
                if (error == ECONNABORTED || error == EINTR) continue;
                if (error == EAGAIN || error == EWOULDBLOCK) return;
                if (make_room(listener, error)) continue;
                return watch_listeners(false);
            }
            ++accepted_;
            if (idlest != nullptr) close(*idlest);
            auto made = std::make_unique<Connection>(std::move(client), peer);
            Connection& connection = *made;
            connection.idle_since = Clock::now();
            connection.deadline = connection.idle_since + settings_.head;
            try {
                watch(connection.socket.get(), kAnything, &connection);
            } catch (const Error&) {
                ++refused_;  // this client; the others go on
                continue;
            }
            connections_.emplace(&connection, std::move(made));
            held_ = connections_.size();
            advance(connection);
        }
    }

    /// While every connection is busy, further clients wait in the backlog of the system.
    void watch_listeners(bool are_welcome) {
        are_welcome_ = are_welcome;
        for (auto& listener : listeners_) {
            epoll_event event{};
            event.events = are_welcome ? std::uint32_t{EPOLLIN} : 0U;
            event.data.ptr = &listener;
            ::epoll_ctl(events_.get(), EPOLL_CTL_MOD, listener.descriptor(), &event);
        }
    }

    /// After `accept` has failed; true when it is worth another try. Without a descriptor a client
    /// can neither be served nor told so, and would wait: where nobody is idle it is disconnected
    /// by means of the one that was kept for this.
    bool make_room(const Listener& listener, int error) {
        if (error != EMFILE && error != ENFILE) return false;
        if (Connection* idlest = find_idlest()) {
            close(*idlest);
            return true;
        }
        spare_.reset();
        std::string peer;
        Descriptor refused = listener.accept(peer);
        const bool has_refused = refused.get() >= 0;
        refused.reset();
        if (has_refused) ++refused_;
        spare_ = Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        return has_refused && spare_.get() >= 0;
    }

    /// The connection whose last answer, or beginning, is longest ago, of those that have no
    /// request under way: half a head is no claim to stay. Nothing (nullptr) when there is none.
    Connection* find_idlest() const {
        Connection* idlest = nullptr;
        for (const auto& row : connections_) {
            Connection& each = *row.second;
            if (each.phase != Phase::head) continue;
            if (idlest == nullptr || each.idle_since < idlest->idle_since) idlest = &each;
        }
        return idlest;
    }

    /// Closes at once; the memory goes when no event can name it any more.
    void close(Connection& connection) {
        if (connection.is_closed) return;
        connection.is_closed = true;
        leave_place(connection);
        connection.socket.reset();
        const auto row = connections_.find(&connection);
        closed_.push_back(std::move(row->second));
        connections_.erase(row);
        held_ = connections_.size();
        if (!are_welcome_) watch_listeners(true);
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
        connection.phase = Phase::body;
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
        connection.phase = Phase::working;
        WorkQueue& queue = only_reads(connection.head.method) ? workers_ : writers_;
        const auto arrived = Clock::now();
        ++requests_;  // before: the answer may be there before `add` returns
        ++working_;
        const bool is_taken = queue.add([this, &connection, arrived] {
            try {
                if (!connection.is_gone) answer(connection, arrived);
            } catch (const std::exception&) {
                connection.is_broken = true;
            }
            give_back(connection);
        });
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

    void give_back(Connection& connection) {
        bool is_first = false;
        {
            const std::lock_guard lock(answered_mutex_);
            is_first = answered_.empty();
            answered_.push_back(&connection);
        }
        if (is_first) wake();
    }

    void take_back() {
        std::vector<Connection*> answered;
        {
            const std::lock_guard lock(answered_mutex_);
            answered.swap(answered_);
        }
        if (!answered.empty() && !are_welcome_) watch_listeners(true);
        for (Connection* connection : answered) {
            --working_;
            leave_place(*connection);
            begin_answer(*connection);
            advance(*connection);
        }
    }

    void begin_answer(Connection& connection) {
        connection.phase = Phase::answering;
        connection.deadline = Clock::now() + settings_.answer;
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
        if (connection.is_broken || connection.is_gone) {
            close(connection);
        } else if (connection.closes || is_stopping_) {
            // To close while bytes are unread would take the answer away from the client, too.
            ::shutdown(connection.socket.get(), SHUT_WR);
            connection.phase = Phase::lingering;
            connection.deadline = Clock::now() + kLingering;
        } else {
            connection.forget_request();
            connection.phase = Phase::head;
            connection.idle_since = Clock::now();
            connection.deadline =
                connection.idle_since + (connection.in.empty() ? settings_.idle : settings_.head);
            if (!are_welcome_) watch_listeners(true);
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
        const auto now = Clock::now();
        if (!are_welcome_) watch_listeners(true);
        std::vector<Connection*> late;
        for (const auto& row : connections_) {
            Connection& each = *row.second;
            if (each.phase != Phase::working && each.deadline < now) late.push_back(&each);
        }
        for (Connection* each : late) {
            const bool is_reading =
                each->phase == Phase::body || (each->phase == Phase::head && !each->in.empty());
            if (!is_reading) {
                close(*each);
                continue;
            }
            end_alone_if_it_fails(*each, [&] {
                refuse(*each,
                       Error(ErrorCode::too_slow, "the request did not come to its end in time"));
                do_all(*each);
            });
        }
    }

    void begin_to_drain() {
        is_draining_ = true;
        drained_at_ = Clock::now() + settings_.drain;
        listeners_.clear();
        std::vector<Connection*> idle;
        for (const auto& row : connections_) {
            if (row.second->phase == Phase::head) idle.push_back(row.second.get());
        }
        for (Connection* each : idle) close(*each);
    }

    bool has_drained() const {
        return is_draining_ && (connections_.empty() || Clock::now() >= drained_at_);
    }

    const Backend backend_;
    const Settings settings_;
    Descriptor events_;
    Descriptor alarm_;  ///< wakes the loop
    Descriptor spare_;
    std::list<Listener> listeners_;
    std::unordered_map<const Connection*, std::unique_ptr<Connection>> connections_;
    std::vector<std::unique_ptr<Connection>> closed_;
    std::size_t bodies_ = 0;
    bool are_welcome_ = true;
    bool is_draining_ = false;
    Clock::time_point drained_at_;

    std::atomic<bool> is_stopping_ = false;
    std::atomic<std::size_t> held_ = 0;
    std::atomic<std::size_t> working_ = 0;
    std::atomic<std::size_t> accepted_ = 0;
    std::atomic<std::size_t> requests_ = 0;
    std::atomic<std::size_t> refused_ = 0;

    std::mutex answered_mutex_;
    std::vector<Connection*> answered_;  ///< by the workers, in their order

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
