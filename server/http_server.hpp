#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "api/request.hpp"
#include "front/front.hpp"
#include "server/answer_writer.hpp"
#include "server/exchange.hpp"

namespace kiosque::server {

/// Answers a request; called from many threads at once.
using Handler = std::function<api::Response(const api::Request&)>;

/// Whether the body of a request is to be read, by its head; asked and answered as a Handler. It
/// says no to more bytes than it wants to hold.
using WantsBody = std::function<bool(const api::Request&)>;

/// Told of each request that was answered; called as a Handler.
using Observer = std::function<void(const Exchange&)>;

/// Whom a request comes from: by the address of its connection and its X-Forwarded-For header.
using ClientOf = std::function<std::string(const std::string& peer, const std::string& forwarded)>;

/// HTTP/1.1 over a front: what comes as bytes is handed over as a request, and the answer leaves as
/// bytes, compressed where that pays.
///
/// Each answer has an X-Request-Id, that of the request where it had one, and is told to the
/// observer, what is refused included.
///
/// A body that is not wanted is answered at once, by the handler, and the connection closed behind
/// the answer.
class HttpServer {
public:
    /// Who asks for what; all are called from many threads at once.
    struct Hooks {
        Handler answer;
        WantsBody wants_body;
        Observer observe;
        ClientOf client;
    };

    HttpServer(Hooks hooks, front::Settings settings);

    /// Takes the address; port 0 takes any free one. Gives back the port. Throws Error(io_failed)
    /// that says why the address cannot be had.
    int bind(const std::string& host, int port);

    /// Listens on a Unix socket, too. Throws as `bind` does.
    void bind_unix(const std::string& path);

    /// Serves until `stop`; requests under way are finished. Throws Error(io_failed) when the
    /// system gives no more.
    void serve() { front_.serve(); }

    /// Ends `serve`, also one that has not begun yet. Returns at once; from any thread.
    void stop() noexcept { front_.stop(); }

    front::Traffic traffic() const { return front_.traffic(); }

private:
    struct Times {
        std::chrono::steady_clock::time_point arrived;
        std::chrono::steady_clock::time_point begun;  ///< by a thread
    };

    std::string answer(const front::Request& asked) const;
    api::Response handle(const api::Request& request) const;
    std::optional<std::size_t> body_to_read(const front::RequestHead& head) const;
    std::string refuse(const front::Refused& refused) const;
    std::string write(const api::Request& request, api::Response response, AnswerWriter::Form form,
                      const Times& times) const;

    Handler handler_;
    WantsBody wants_body_;
    Observer observer_;
    ClientOf client_;
    AnswerWriter writer_;
    front::Front front_;  ///< last: its threads use what stands before
};

}  // namespace kiosque::server
