#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/request.hpp"

namespace kiosque::server {

/// Answers a request; called from many threads at once, must not throw.
using Handler = std::function<api::Response(const api::Request&)>;

/// Whether the body of a request is to be read, by its head; asked and answered as a Handler. It
/// says no to more bytes than it wants to hold.
using WantsBody = std::function<bool(const api::Request&)>;

/// HTTP/1.1 on a TCP port. The only place that knows the HTTP library.
///
/// A body that is not wanted is answered at once, by the handler, and the connection closed behind
/// the answer. A body that is wanted must come with its length, whole, within five minutes, and
/// beside at most 15 others.
class HttpServer {
public:
    HttpServer(Handler handler, WantsBody wants_body);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Takes the address; port 0 takes any free one. Gives back the port. Throws Error(io_failed)
    /// that says why the address cannot be had.
    int bind(const std::string& host, int port);

    /// Serves until `stop`; requests under way are finished. Needs `bind` first. Throws
    /// Error(io_failed) when the system takes the port away.
    void serve();

    /// Ends `serve`, also one that has not begun yet, and returns when it has ended. May be called
    /// from any other thread.
    void stop();

private:
    class Library;
    std::unique_ptr<Library> library_;
};

}  // namespace kiosque::server
