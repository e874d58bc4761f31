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

void compress(std::string_view accept_encoding, api::Response& response) {
    if (!is_worth_compressing(response)) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepts_gzip(std::string(accept_encoding))) return;
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
}

bool only_reads(const std::string& method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
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

HttpServer::HttpServer(Handler handler, WantsBody wants_body, Observer observer,
                       front::Settings settings)
    : handler_(std::move(handler)),
      wants_body_(std::move(wants_body)),
      observer_(std::move(observer)),
      front_({[this](const auto& request) { return answer(request); },
              [this](const auto& head) { return body_to_read(head); },
              [this](const auto& error) { return refuse(error); }},
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
    if (!front::has_body(head)) return 0;
    api::Request request = http_request(head);
    if (only_reads(request.method)) {
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

std::string HttpServer::answer(const front::Request& asked) const {
    using Clock = std::chrono::steady_clock;
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    const auto begun = Clock::now();
    api::Request request = http_request(asked.head);
    request.client = asked.peer;
    request.body = asked.body;
    request.body_bytes = told_bytes(asked.head);
    const std::string id = request_id(asked.head.value("X-Request-Id"));
    api::Response response = handle(request);
    compress(asked.head.value("Accept-Encoding"), response);
    response.headers.emplace_back("X-Request-Id", id);
    const int status = response.status;
    std::string bytes =
        writer_.write(std::move(response), {asked.head.method == "HEAD", asked.closes});
    observer_({request, asked.head.target, id, status, bytes.size(),
               duration_cast<microseconds>(begun - asked.arrived),
               duration_cast<microseconds>(Clock::now() - begun)});
    return bytes;
}

std::string HttpServer::refuse(const Error& error) const {
    api::Response response = api::problem(error);
    if (error.code() == ErrorCode::too_busy) response.headers.emplace_back("Retry-After", "1");
    return writer_.write(std::move(response), {false, true});
}

}  // namespace kiosque::server
