#include "front/body_length.hpp"

#include <charconv>
#include <string>

#include "base/error.hpp"

namespace kiosque::front {

bool has_body(const RequestHead& head) {
    const auto lengths = head.values("Content-Length");
    return head.is_chunked || lengths.size() > 1 || (lengths.size() == 1 && lengths[0] != "0");
}

std::size_t body_length(const RequestHead& head) {
    const auto lengths = head.values("Content-Length");
    if (head.is_chunked && !lengths.empty()) {
        throw Error(ErrorCode::malformed_request,
                    "a request may have Content-Length or Transfer-Encoding, but has both");
    }
    if (head.is_chunked) {
        throw Error(ErrorCode::length_missing,
                    "a body must come with its Content-Length, but comes in chunks "
                    "(Transfer-Encoding); send it in one piece");
    }
    if (lengths.empty()) return 0;
    if (lengths.size() > 1) {
        throw Error(
            ErrorCode::malformed_request,
            "a request may have one Content-Length, but has " + std::to_string(lengths.size()));
    }
    const std::string_view text = lengths.front();
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Error(ErrorCode::malformed_request,
                    "the Content-Length of a request must be a whole number");
    }
    return bytes;
}

}  // namespace kiosque::front
