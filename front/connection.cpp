#include "front/connection.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <malloc.h>
#include <sys/socket.h>

namespace kiosque::front {
namespace {

constexpr std::size_t kPiece = 16'384;
constexpr std::size_t kLarge = std::size_t{1} << 20U;
constexpr std::size_t kKept = 4 * kPiece;  ///< a buffer that has grown above is given back

bool is_only_late(int error) {
    return error == EAGAIN || error == EWOULDBLOCK;
}

}  // namespace

bool Connection::receive() {
    std::array<char, kPiece> piece;
    while (may_read && !has_ended) {
        const ssize_t got = ::recv(socket.get(), piece.data(), piece.size(), 0);
        if (got > 0) {
            in.append(piece.data(), static_cast<std::size_t>(got));
            return true;
        }
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && is_only_late(errno)) {
            may_read = false;
        } else {
            has_ended = true;
            is_broken = is_broken || got < 0;
        }
    }
    return false;
}

bool Connection::send() {
    while (sent < out.size() && !is_broken) {
        const ssize_t gone =
            ::send(socket.get(), out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
        if (gone >= 0) {
            sent += static_cast<std::size_t>(gone);
        } else if (is_only_late(errno)) {
            return false;
        } else if (errno != EINTR) {
            is_broken = true;
        }
    }
    return true;
}

void Connection::release_body() {
    if (body_bytes < kLarge) return;
    in.erase(0, head.bytes + std::exchange(body_bytes, 0));
    head = {};
    in.shrink_to_fit();
    // Of an article is made more than its text, in pieces that the allocator would keep.
    ::malloc_trim(0);
}

void Connection::forget_request() {
    in.erase(0, head.bytes + body_bytes);
    if (in.capacity() > kKept || in.empty()) in = std::string(in);
    out = std::string();  // "{}" would keep the room of the last answer
    head = {};
    scanned = sent = body_bytes = 0;
}

}  // namespace kiosque::front
