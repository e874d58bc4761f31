// What a connection brings: any bytes are a head, the beginning of one, or refused; and a head is
// the same however its bytes come.

#include <string_view>

#include "base/error.hpp"
#include "front/body_length.hpp"
#include "front/request_head.hpp"
#include "fuzz/require.hpp"

using namespace kiosque;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const auto head = front::read_head(bytes);
        if (!head) {
            require(size <= 2 * front::HeadLimits::kBytes, "a head grows over its limit");
            return 0;
        }
        require(head->bytes <= size, "a head is longer than its bytes");
        require(head->headers.size() <= front::HeadLimits::kHeaders, "a head has too many headers");
        require(!front::read_head(bytes.substr(0, head->bytes - 1)), "a part is taken for a head");
        const auto again = front::read_head(bytes.substr(0, head->bytes));
        require(again && again->target == head->target, "what follows changes a head");
        front::body_length(*head);
    } catch (const Error&) {
    }
    return 0;
}
