#include "server/request_body.hpp"

#include <charconv>
#include <chrono>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

constexpr std::chrono::minutes kMaxTime{5};

}  // namespace

std::size_t body_length(const std::vector<std::string>& content_lengths,
                        bool has_transfer_encoding) {
    if (has_transfer_encoding && !content_lengths.empty()) {
        throw Error(ErrorCode::malformed_request,
                    "a request may have Content-Length or Transfer-Encoding, but has both");
    }
    if (has_transfer_encoding) {
        throw Error(ErrorCode::length_missing,
                    "a body must come with its Content-Length, but comes in chunks "
                    "(Transfer-Encoding); send it in one piece");
    }
    if (content_lengths.empty()) return 0;
    if (content_lengths.size() > 1) {
        throw Error(ErrorCode::malformed_request,
                    "a request may have one Content-Length, but has " +
                        std::to_string(content_lengths.size()));
    }
    const std::string& text = content_lengths.front();
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Error(ErrorCode::malformed_request,
                    "the Content-Length of a request must be a whole number");
    }
    return bytes;
}

std::string read_whole_body(const ReadPieces& read, std::size_t bytes) {
    const auto end = std::chrono::steady_clock::now() + kMaxTime;
    bool is_late = false;
    std::string body;
    body.reserve(bytes);
    const bool is_read = read([&](const char* data, std::size_t size) {
        is_late = std::chrono::steady_clock::now() > end;
        if (is_late || size > bytes - body.size()) return false;
        body.append(data, size);
        return true;
    });
    if (is_read && body.size() == bytes) return body;
    throw Error(ErrorCode::malformed_request,
                "the body of a request must have the " + std::to_string(bytes) +
                    " bytes of its Content-Length, but " + std::to_string(body.size()) + " came" +
                    (is_late ? " within 5 minutes" : ""));
}

BodyPlace::BodyPlace(std::atomic<int>& taken) : taken_(taken) {
    if (++taken_ <= kMaxAtOnce) return;
    --taken_;
    throw Error(ErrorCode::too_busy, "the server takes articles from " +
                                         std::to_string(kMaxAtOnce) +
                                         " requests at once; send this one again in a second");
}

BodyPlace::~BodyPlace() {
    --taken_;
}

}  // namespace kiosque::server
