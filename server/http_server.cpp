#include "server/http_server.hpp"

#include <chrono>
#include <utility>

#include "api/problem.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "front/body_length.hpp"
#include "server/compression.hpp"
#include "server/http_request.hpp"
#include "server/request_id.hpp"

namespace kiosque::server {
namespace {

using Clock = std::chrono::steady_clock;

void compress(std::string_view accept_encoding, api::Response& response) {
    if (!is_worth_compressing(response)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepts_gzip(accept_encoding)) return;
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

bool only_reads(const std::string& method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

std::chrono::microseconds microseconds_of(Clock::duration time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time);
}

api::Request nothing_read() {
    api::Request request;
    request.method.clear();
    return request;
}

/// None where it cannot be told: who sends such a head is answered without its body.
std::size_t told_bytes(const front::RequestHead& head) {
    try {
        return front::body_length(head);
    } catch (const Error&) {
        return 0;
    }
}

}  // namespace

HttpServer::HttpServer(Hooks hooks, front::Settings settings)
    : handler_(std::move(hooks.answer)),
      wants_body_(std::move(hooks.wants_body)),
      observer_(std::move(hooks.observe)),
      client_(std::move(hooks.client)),
      writer_(std::chrono::duration_cast<std::chrono::seconds>(settings.idle)),
      front_({[this](const auto& request) { return answer(request); },
              [this](const auto& head) { return body_to_read(head); },
              [this](const auto& refused) { return refuse(refused); }},
             settings) {}

int HttpServer::bind(const std::string& host, int port) {
    auto listener = front::Listener::tcp(host, port);
    const int bound = listener.port();
    front_.listen(std::move(listener));
    return bound;
}

void HttpServer::bind_unix(const std::string& path) {
    front_.listen(front::Listener::unix_socket(path));
}

std::optional<std::size_t> HttpServer::body_to_read(const front::RequestHead& head) const {
    api::Request request = http_request(head);
    if (!front::has_body(head)) {
        const bool is_told = !head.values("Content-Length").empty();
        if (!is_told && !only_reads(request.method) && wants_body_(request)) {
            throw Error(ErrorCode::length_missing,
                        "a body must come with its Content-Length, but none is told");
        }
        return 0;
    }
    if (only_reads(request.method)) {
        if (!head.values("Content-Length").empty()) front::body_length(head);  // says what is wrong
        throw Error(ErrorCode::malformed_request, "a request that reads has no body");
    }
    // A head that cannot be trusted is no reason to tell more to those who may not write.
    try {
        request.body_bytes = front::body_length(head);
    } catch (const Error&) {
        if (wants_body_(request)) throw;
    }
    if (!wants_body_(request)) return {};
    return request.body_bytes;
}

api::Response HttpServer::handle(const api::Request& request) const {
    try {
        return handler_(request);
    } catch (const std::exception& error) {
        log_error(std::string("a request failed: ") + error.what());
        return api::problem(Error(ErrorCode::internal, "the request could not be answered"));
    }
}

/// The id goes to the client and to the observer.
std::string HttpServer::write(const api::Request& request, api::Response response,
                              AnswerWriter::Form form, const Times& times) const {
    const std::string id = request_id(request.id);
    response.headers.emplace_back("X-Request-Id", id);
    const int status = response.status;
    const auto total = response.total;
    std::string bytes = writer_.write(std::move(response), form);
    observer_({request, id, status, bytes.size(), microseconds_of(times.begun - times.arrived),
               microseconds_of(Clock::now() - times.begun), total});
    return bytes;
}

std::string HttpServer::answer(const front::Request& asked) const {
    const Times times{asked.arrived, Clock::now()};
    api::Request request = http_request(asked.head);
    request.client = client_(asked.peer, request.forwarded_for);
    request.body = asked.body;
    request.body_bytes = told_bytes(asked.head);
    api::Response response = handle(request);
    compress(asked.head.value("Accept-Encoding"), response);
    return write(request, std::move(response), {request.method == "HEAD", asked.closes()}, times);
}

std::string HttpServer::refuse(const front::Refused& refused) const {
    const auto now = Clock::now();
    api::Request request = refused.head != nullptr ? http_request(*refused.head) : nothing_read();
    request.client = client_(refused.peer, request.forwarded_for);
    api::Response response = api::problem(refused.why);
    if (refused.why.code() == ErrorCode::too_busy) {
        response.headers.emplace_back("Retry-After", "1");
    }
    return write(request, std::move(response), {request.method == "HEAD", true}, {now, now});
}

}  // namespace kiosque::server
