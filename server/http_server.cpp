#include "server/http_server.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "api/problem.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "server/compression.hpp"
#include "server/request_body.hpp"
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
/// The path has been looked at before: only that of an article, with a short id, comes so far.
constexpr const char* kAnyPath = R"([\s\S]*)";
/// A body reaches the library only after `WantsBody` has seen its length.
constexpr std::size_t kMaxLibraryBody = std::size_t{1} << 30U;
constexpr time_t kIdleSeconds = 2;
constexpr std::size_t kRequestsAConnection = 1000;

bool has_body(const httplib::Request& request) {
    const std::size_t lengths = request.get_header_value_count("Content-Length");
    return request.has_header("Transfer-Encoding") || lengths > 1 ||
           (lengths == 1 && request.get_header_value("Content-Length") != "0");
}

std::size_t body_length_of(const httplib::Request& request) {
    std::vector<std::string> lengths;
    const std::size_t count = request.get_header_value_count("Content-Length");
    for (std::size_t i = 0; i < count; ++i) {
        lengths.push_back(request.get_header_value("Content-Length", i));
    }
    return body_length(lengths, request.has_header("Transfer-Encoding"));
}

api::Request from_library(const httplib::Request& request) {
    api::Request ours;
    ours.method = request.method;
    ours.path = request.path;
    ours.parameters = url_parameters(request.target);
    ours.origin = request.get_header_value("Origin");
    ours.if_none_match = request.get_header_value("If-None-Match");
    ours.accept_language = request.get_header_value("Accept-Language");
    // Of two keys nobody knows which was meant.
    if (request.get_header_value_count("Authorization") == 1) {
        ours.authorization = request.get_header_value("Authorization");
    }
    ours.content_type = request.get_header_value("Content-Type");
    ours.content_encoding = request.get_header_value("Content-Encoding");
    ours.has_body = has_body(request);
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

/// Sends the body and then drops the connection: nobody has read the body of the request, and the
/// library would take it for the next request.
void close_behind(const httplib::Request& request, httplib::Response& response) {
    // The request is the library's own, not const where it was made. Behind HEAD it sends no body,
    // and only a body lets the connection be closed.
    auto& mutable_request = const_cast<httplib::Request&>(request);
    mutable_request.method = "GET";
    mutable_request.ranges.clear();
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

/// What the library answers of itself: a request that it could not read, so that nobody knows where
/// the next one would begin.
void explain(const httplib::Request& request, httplib::Response& response) {
    if (response.has_header("Content-Type") || response.status < 400) return;  // an answer of ours
    const Error error =
        response.status == 414  ? Error(ErrorCode::address_too_long,
                                        "the address of the request is longer than 8192 bytes")
        : response.status < 500 ? Error(ErrorCode::malformed_request,
                                        "the request is no HTTP/1.1 that this server reads")
                                : Error(ErrorCode::internal, "the request could not be answered");
    to_library(api::problem(error), "", response);
    close_behind(request, response);
}

}  // namespace

class HttpServer::Library {
public:
    Library(Handler handler, WantsBody wants_body)
        : handler_(std::move(handler)), wants_body_(std::move(wants_body)) {
        server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        server_.set_keep_alive_max_count(kRequestsAConnection);
        server_.set_keep_alive_timeout(kIdleSeconds);
        server_.set_payload_max_length(kMaxLibraryBody);
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
            const bool is_answered = answer_by_head(request, response);
            return is_answered ? httplib::Server::HandlerResponse::Handled
                               : httplib::Server::HandlerResponse::Unhandled;
        });
        server_.set_expect_100_continue_handler([this](const auto& request, auto& response) {
            // Who asks before sending is told at once what is wrong, and keeps the body.
            constexpr int go_on = 100;
            try {
                const bool is_refused = has_body(request) && answer_by_head(request, response);
                return is_refused ? response.status : go_on;
            } catch (const std::exception& error) {
                // Here the library catches nothing.
                log_error(std::string("a request failed: ") + error.what());
                return go_on;
            }
        });
        const httplib::Server::HandlerWithContentReader with_body =
            [this](const auto& request, auto& response, const auto& read) {
                answer_with_body(request, response, read);
            };
        server_.Put(kAnyPath, with_body);
        server_.Post(kAnyPath, with_body);
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
    /// Answers a request whose body is not read; false where it is to be read first.
    bool answer_by_head(const httplib::Request& request, httplib::Response& response) {
        // The request is the library's own, not const where it was made. It would cut any answer
        // into the ranges that a client asks for, however many, and compress with brotli at its
        // slowest: neither is told to it.
        auto& mutable_request = const_cast<httplib::Request&>(request);
        const std::string accept_encoding = request.get_header_value("Accept-Encoding");
        mutable_request.ranges.clear();
        mutable_request.headers.erase("Accept-Encoding");
        const auto ours = answer_without_body(request);
        if (!ours) return false;
        to_library(*ours, accept_encoding, response);
        if (!has_body(request)) return true;
        close_behind(request, response);
        return true;
    }

    /// Nothing where the body is to be read first.
    std::optional<api::Response> answer_without_body(const httplib::Request& request) const {
        api::Request ours = from_library(request);
        if (!ours.has_body) return handler_(ours);
        const bool is_read =
            ours.method == "GET" || ours.method == "HEAD" || ours.method == "OPTIONS";
        if (is_read) {
            return api::problem(
                Error(ErrorCode::malformed_request, "a request that reads has no body"));
        }
        // A head that cannot be trusted is no reason to tell more to those who may not write.
        try {
            ours.body_bytes = body_length_of(request);
            return wants_body_(ours) ? std::nullopt : std::optional(handler_(ours));
        } catch (const Error& error) {
            return wants_body_(ours) ? api::problem(error) : handler_(ours);
        }
    }

    void answer_with_body(const httplib::Request& request, httplib::Response& response,
                          const httplib::ContentReader& read) {
        api::Response ours;
        bool is_body_read = false;
        try {
            const BodyPlace place(bodies_);
            api::Request whole = from_library(request);
            whole.body_bytes = body_length_of(request);
            whole.body = read_whole_body([&](TakePiece take) { return read(std::move(take)); },
                                         whole.body_bytes);
            is_body_read = true;
            ours = handler_(whole);
        } catch (const Error& error) {
            ours = api::problem(error);
            if (error.code() == ErrorCode::too_busy) ours.headers.emplace_back("Retry-After", "1");
        } catch (const std::exception& error) {
            log_error(std::string("a request with a body failed: ") + error.what());
            ours = api::problem(Error(ErrorCode::internal, "the request could not be answered"));
        }
        to_library(std::move(ours), "", response);
        if (!is_body_read) close_behind(request, response);
    }

    Handler handler_;
    WantsBody wants_body_;
    std::atomic<int> bodies_ = 0;
    httplib::Server server_;
    socket_t socket_ = -1;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<bool> has_ended_ = false;
};

HttpServer::HttpServer(Handler handler, WantsBody wants_body)
    : library_(std::make_unique<Library>(std::move(handler), std::move(wants_body))) {}

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
