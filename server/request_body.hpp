#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kiosque::server {

/// The length of the body of a request, by the values of its headers Content-Length, one for each
/// time that the header stands there.
///
/// A body in chunks is not read: the HTTP library takes a chunk of a wrong length for the end of
/// the body, and would hand over half of the articles as if they were all. Throws
/// Error(length_missing) for one, and Error(malformed_request) for anything but one Content-Length
/// in digits: whoever stands before the server could read another length out of it.
std::size_t body_length(const std::vector<std::string>& content_lengths,
                        bool has_transfer_encoding);

/// Takes a piece of a body; false when no more is wanted.
using TakePiece = std::function<bool(const char* data, std::size_t size)>;

/// Hands the pieces of a body over, in order; false when they did not come to their end.
using ReadPieces = std::function<bool(TakePiece take)>;

/// Exactly `bytes` bytes. Throws Error(malformed_request) when they do not come, or take more than
/// five minutes to.
std::string read_whole_body(const ReadPieces& read, std::size_t bytes);

/// A place among the bodies that are read at once. Each holds a thread; those above the limit are
/// refused, so that there are always threads for those who search.
class BodyPlace {
public:
    static constexpr int kMaxAtOnce = 16;

    /// Throws Error(too_busy) when `taken` has no place left. It must outlive the place.
    explicit BodyPlace(std::atomic<int>& taken);
    ~BodyPlace();
    BodyPlace(const BodyPlace&) = delete;
    BodyPlace& operator=(const BodyPlace&) = delete;

private:
    std::atomic<int>& taken_;
};

}  // namespace kiosque::server
