#include "server/http_server.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "api/problem.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "server/compression.hpp"
#include "server/url_parameters.hpp"

// The library's classes change their layout with the flags that it was built with; pkg-config gives
// them, and without them everything links and then reads the wrong bytes.
#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error "compile with the flags of pkg-config --cflags cpp-httplib"
#endif

namespace kiosque::server {
namespace {

constexpr std::size_t kThreads = 64;  ///< one holds a connection as long as it is kept alive
constexpr int kBacklog = 1024;
constexpr std::size_t kMaxBody = 0;  ///< no address reads a body
constexpr time_t kIdleSeconds = 2;
constexpr std::size_t kRequestsAConnection = 1000;

api::Request from_library(const httplib::Request& request) {
    api::Request ours;
    ours.method = request.method;
    ours.path = request.path;
    ours.parameters = url_parameters(request.target);
    ours.origin = request.get_header_value("Origin");
    ours.if_none_match = request.get_header_value("If-None-Match");
    ours.accept_language = request.get_header_value("Accept-Language");
    return ours;
}

void to_library(api::Response ours, const std::string& accept_encoding,
                httplib::Response& response) {
    response.status = ours.status;
    for (const auto& [name, value] : ours.headers) response.headers.emplace(name, value);
    if (ours.body.empty()) return;
    if (is_worth_compressing(ours)) {
        response.headers.emplace("Vary", "Accept-Encoding");
        if (accepts_gzip(accept_encoding)) {
            ours.body = gzip(ours.body);
            response.headers.emplace("Content-Encoding", "gzip");
        }
    }
    response.headers.emplace("Content-Type", ours.content_type);
    response.body = std::move(ours.body);
}

/// What the library answers of itself: a request that it could not read.
void explain(const httplib::Request&, httplib::Response& response) {
    if (response.has_header("Content-Type") || response.status < 400) return;  // an answer of ours
    const Error error =
        response.status == 414  ? Error(ErrorCode::address_too_long,
                                        "the address of the request is longer than 8192 bytes")
        : response.status < 500 ? Error(ErrorCode::malformed_request,
                                        "the request is no HTTP/1.1 that this server reads")
                                : Error(ErrorCode::internal, "the request could not be answered");
    api::Response problem = api::problem(error);
    response.headers.emplace("Content-Type", problem.content_type);
    response.body = std::move(problem.body);
    response.status = problem.status;
}

}  // namespace

class HttpServer::Library {
public:
    explicit Library(Handler handler) : handler_(std::move(handler)) {
        server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        server_.set_keep_alive_max_count(kRequestsAConnection);
        server_.set_keep_alive_timeout(kIdleSeconds);
        server_.set_payload_max_length(kMaxBody);
        // Head and body of an answer leave in two packets, which would wait 40 ms for each other.
        server_.set_tcp_nodelay(true);
        server_.set_socket_options([this](socket_t socket) {
            // Without SO_REUSEPORT, which the library would set: two servers on one port share
            // their clients silently.
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
            socket_ = socket;
        });
        server_.set_pre_routing_handler([this](const auto& request, auto& response) {
            answer(request, response);
            return httplib::Server::HandlerResponse::Handled;
        });
        server_.set_error_handler(explain);
        server_.set_exception_handler([](const auto&, auto& response, std::exception_ptr) {
            // The library's own handler would put the text of the exception into a header.
            log_error("an exception escaped from a request");
            response.status = 500;
        });
    }

    int bind(const std::string& host, int port) {
        errno = 0;
        const int bound = port == 0                          ? server_.bind_to_any_port(host)
                          : server_.bind_to_port(host, port) ? port
                                                             : -1;
        if (bound < 0) {
            throw Error(ErrorCode::io_failed,
                        "cannot listen on " + host + ":" + std::to_string(port) + ": " +
                            (errno != 0 ? std::strerror(errno) : "the address is not to be had") +
                            "; choose another with --port or --host");
        }
        ::listen(socket_, kBacklog);  // the library's own backlog is 5
        return bound;
    }

    void serve() {
        if (!is_stopping_) server_.listen_after_bind();
        has_ended_ = true;
        if (!is_stopping_) {
            throw Error(ErrorCode::io_failed, "the system does not accept connections any more");
        }
    }

    void stop() {
        is_stopping_ = true;
        // The library forgets a stop that comes before it listens.
        while (!has_ended_) {
            server_.stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }

private:
    void answer(const httplib::Request& request, httplib::Response& response) {
        // The request is the library's own, not const where it was made. It would cut any answer
        // into the ranges that a client asks for, however many, and compress with brotli at its
        // slowest: neither is told to it.
        auto& mutable_request = const_cast<httplib::Request&>(request);
        const std::string accept_encoding = request.get_header_value("Accept-Encoding");
        mutable_request.ranges.clear();
        mutable_request.headers.erase("Accept-Encoding");
        to_library(answer_of(request), accept_encoding, response);
        if (has_body(request)) close_behind(response);
    }

    static bool has_body(const httplib::Request& request) {
        const std::string length = request.get_header_value("Content-Length");
        return request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
    }

    api::Response answer_of(const httplib::Request& request) const {
        const bool is_read = request.method == "GET" || request.method == "HEAD";
        if (is_read && has_body(request)) {
            return api::problem(
                Error(ErrorCode::malformed_request, "a request that reads has no body"));
        }
        return handler_(from_library(request));
    }

    /// Sends the body and then drops the connection: nobody has read the body of the request, and
    /// the library would take it for the next request.
    static void close_behind(httplib::Response& response) {
        const auto type = response.get_header_value("Content-Type");
        response.headers.erase("Content-Type");
        response.headers.emplace("Connection", "close");
        const std::string body = std::exchange(response.body, {});
        response.set_content_provider(body.size(), type,
                                      [body](std::size_t, std::size_t, httplib::DataSink& sink) {
                                          sink.write(body.data(), body.size());
                                          return false;
                                      });
    }

    Handler handler_;
    httplib::Server server_;
    socket_t socket_ = -1;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<bool> has_ended_ = false;
};

HttpServer::HttpServer(Handler handler) : library_(std::make_unique<Library>(std::move(handler))) {}

HttpServer::~HttpServer() = default;

int HttpServer::bind(const std::string& host, int port) {
    return library_->bind(host, port);
}

void HttpServer::serve() {
    library_->serve();
}

void HttpServer::stop() {
    library_->stop();
}

}  // namespace kiosque::server
