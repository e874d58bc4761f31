#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kiosque::front {

/// What a head may have at most; more is refused.
struct HeadLimits {
    static constexpr std::size_t kBytes = 16'384;  ///< with its line and all its headers
    static constexpr std::size_t kTargetBytes = 8'192;
    static constexpr std::size_t kHeaders = 100;
};

struct Header {
    std::string_view name;   ///< as sent
    std::string_view value;  ///< without the blanks around it
};

/// The head of an HTTP/1.x request: views into the bytes that it was read from.
struct RequestHead {
    std::size_t bytes = 0;  ///< with the empty line that ends it
    std::string_view method;
    std::string_view target;
    std::vector<Header> headers;  ///< in their order
    bool keeps_alive = true;      ///< the client may send another request behind this one
    bool waits_for_go = false;    ///< Expect: 100-continue
    bool is_chunked = false;      ///< Transfer-Encoding stands there, whatever it says

    /// The values of a header, whatever its case, in their order.
    std::vector<std::string_view> values(std::string_view name) const;
    /// The value of a header that stands there once; otherwise empty.
    std::string_view value(std::string_view name) const;
};

/// Reads the head that `bytes` begin with; nothing when it has not all come yet. The grammar is
/// that of RFC 9112, read strictly: whatever two servers could take for two different requests is
/// refused. Bytes above ASCII are let through in targets and values.
///
/// Throws Error(malformed_request), Error(address_too_long) or Error(head_too_large) that says
/// what was wrong, also before the end has come.
std::optional<RequestHead> read_head(std::string_view bytes);

}  // namespace kiosque::front
