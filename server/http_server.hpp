#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/request.hpp"

namespace kiosque::server {

/// Answers a request; called from many threads at once, must not throw.
using Handler = std::function<api::Response(const api::Request&)>;

/// HTTP/1.1 on a TCP port. The only place that knows the HTTP library.
class HttpServer {
public:
    explicit HttpServer(Handler handler);
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
