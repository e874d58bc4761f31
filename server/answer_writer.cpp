#include "server/answer_writer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <string_view>
#include <utility>

#include <httplib.h>

// The library's classes change their layout with the flags that it was built with; pkg-config gives
// them, and without them everything links and then reads the wrong bytes.
#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error "compile with the flags of pkg-config --cflags cpp-httplib"
#endif

namespace kiosque::server {
namespace {

constexpr std::string_view kNoLength = "\r\nContent-Length: 0\r\n";
constexpr std::size_t kMostRequests = 1'000'000;  ///< on a connection: the front sets no limit

/// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    // The program keeps to the locale "C", whose names are those of HTTP.
    const std::size_t size =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

/// What the library reads a request from, and writes the answer to.
class Exchange : public httplib::Stream {
public:
    Exchange(std::string_view request, api::Response response)
        : request_(request), response_(std::move(response)) {}

    int status() const { return response_.status; }
    api::Response take_response() { return std::move(response_); }
    std::string take_written() { return std::move(written_); }

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* bytes, std::size_t size) override {
        const std::size_t count = std::min(size, request_.size());
        std::memcpy(bytes, request_.data(), count);
        request_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* bytes, std::size_t size) override {
        written_.append(bytes, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return -1; }

private:
    std::string_view request_;
    api::Response response_;
    std::string written_;
};

/// The exchange of this thread: the library tells its handlers nothing of ours.
thread_local Exchange* current_exchange = nullptr;

}  // namespace

class AnswerWriter::Library : private httplib::Server {
public:
    explicit Library(std::chrono::seconds idle) {
        set_keep_alive_timeout(idle.count());
        set_keep_alive_max_count(kMostRequests);
        set_pre_routing_handler([](const auto& request, auto& response) {
            api::Response ours = current_exchange->take_response();
            response.status = ours.status;
            for (auto& [name, value] : ours.headers) {
                response.headers.emplace(std::move(name), std::move(value));
            }
            if (!ours.body.empty()) response.headers.emplace("Content-Type", ours.content_type);
            response.headers.emplace("X-Content-Type-Options", "nosniff");
            response.headers.emplace("Date", http_date());
            response.body = std::move(ours.body);
            // The library would add that it cuts answers into ranges, which it never gets to know.
            if (request.method == "HEAD") response.headers.emplace("Accept-Ranges", "none");
            return HandlerResponse::Handled;
        });
    }

    std::string write(api::Response response, Form form) {
        Exchange exchange(form.is_head ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n",
                          std::move(response));
        const int status = exchange.status();
        current_exchange = &exchange;
        bool is_closed = false;
        process_request(exchange, form.closes, is_closed, [](httplib::Request&) {});
        current_exchange = nullptr;
        std::string written = exchange.take_written();
        // Where there is no body, its length says something else: of 304 that of the answer that
        // would be 200, and 204 may have none.
        const std::size_t length = written.find(kNoLength);
        if ((status == 204 || status == 304) && length != std::string::npos) {
            written.erase(length, kNoLength.size() - 2);
        }
        return written;
    }
};

AnswerWriter::AnswerWriter(std::chrono::seconds idle) : library_(std::make_unique<Library>(idle)) {}

AnswerWriter::~AnswerWriter() = default;

std::string AnswerWriter::write(api::Response response, Form form) const {
    return library_->write(std::move(response), form);
}

}  // namespace kiosque::server
