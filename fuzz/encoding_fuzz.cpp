#include <algorithm>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "reading/encoding.hpp"

using namespace kiosque;
using fuzz::require;

namespace {

void check_text(const std::string& text) {
    require(is_valid_utf8(text), "text is UTF-8");
    const auto is_refused = [](unsigned char c) {
        return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
    };
    require(std::none_of(text.begin(), text.end(), is_refused), "text has no control characters");
}

}  // namespace

/// Any bytes of any charset are text, or an Error that they are none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::as_text(data, size);
    check_text(reading::plain_text(bytes));
    try {
        check_text(reading::decode_text(bytes).text);
        check_text(reading::decode_text(bytes, reading::declared_html_charset(bytes)).text);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::bad_article, "what is no text is no article");
    }
    return 0;
}
