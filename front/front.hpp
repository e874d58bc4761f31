#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "front/listener.hpp"
#include "front/request_head.hpp"

namespace kiosque::front {

/// A request as it came, whole. Its views are valid while it is answered.
struct Request {
    const RequestHead& head;
    std::string_view body;    ///< empty when it was left unread
    const std::string& peer;  ///< the address of the client; "unix" on a Unix socket
    bool is_last;             ///< the connection ends behind the answer
    const std::atomic<bool>& is_stopping;
    std::chrono::steady_clock::time_point arrived;

    /// The answer must say that the connection ends; asked when the answer is written.
    bool closes() const { return is_last || is_stopping; }
};

/// What is known of a request that is refused.
struct Refused {
    const Error& why;
    const RequestHead* head;  ///< nothing (nullptr) when it could not be read
    const std::string& peer;
};

/// Who answers. All may be called from several threads at once.
struct Backend {
    /// The bytes of the answer. When it throws, the connection ends without one.
    std::function<std::string(const Request&)> answer;
    /// How many bytes of body are to be read before the request is answered; nothing when it is
    /// answered by its head alone, and the connection ends behind the answer. Throws Error for a
    /// request that is refused. Called by the front's own thread: must be quick.
    std::function<std::optional<std::size_t>(const RequestHead&)> body_to_read;
    /// The bytes of the answer to what is no request, or cannot be answered now; says that the
    /// connection is closed. When it throws, the connection ends without an answer.
    std::function<std::string(const Refused&)> refuse;
};

struct Settings {
    std::size_t threads = 2;  ///< that answer
    /// That answer requests which change something, and wait for the disk.
    std::size_t writing_threads = 2;
    std::size_t most_waiting = 4'096;  ///< for the threads of a kind; more are refused
    std::size_t most_connections = 10'000;
    std::size_t most_bodies = 16;  ///< that are read at once; more are refused
    /// Of answers that clients have not taken yet; beyond it the one that is on its way longest
    /// ends.
    std::size_t most_answer_bytes = std::size_t{256} << 20U;
    std::chrono::milliseconds idle = std::chrono::seconds(60);  ///< between two requests
    std::chrono::milliseconds head = std::chrono::seconds(10);  ///< from its first byte to its last
    std::chrono::milliseconds body = std::chrono::minutes(5);
    std::chrono::milliseconds answer = std::chrono::seconds(60);  ///< until the client has it
    std::chrono::milliseconds wait = std::chrono::seconds(10);    ///< longer waits are refused
    std::chrono::milliseconds drain = std::chrono::seconds(8);    ///< when the front stops
};

/// What a front has seen since it was made, and what it holds now.
struct Traffic {
    std::size_t connections = 0;  ///< now
    std::size_t waiting = 0;      ///< requests, now
    std::size_t working = 0;      ///< requests that wait or are answered, now
    std::size_t accepted = 0;
    std::size_t requests = 0;
    std::size_t refused = 0;  ///< what was no request, came too slowly, or was too much
};

/// Holds any number of connections with one thread, reads requests from them, each whole, and has
/// them answered by a few others: who is slow, silent or hostile costs a little memory and no
/// thread. Requests that come one behind the other on a connection are answered in order.
class Front {
public:
    Front(Backend backend, Settings settings);
    ~Front();
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    /// Takes connections from there, too. Before `serve`.
    void listen(Listener listener);

    /// Serves until `stop`, then until the requests under way are answered. When `Settings::drain`
    /// is over, those that still wait are dropped. Throws Error(io_failed) when the system gives no
    /// more.
    void serve();

    /// Ends `serve`, also one that has not begun yet. Returns at once; from any thread, also from a
    /// handler of signals.
    void stop() noexcept;

    Traffic traffic() const;

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace kiosque::front
