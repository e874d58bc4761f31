#include "base/error.hpp"
#include "fuzz/articles.hpp"
#include "reading/encoding.hpp"
#include "reading/text_reader.hpp"

using namespace kiosque;
using fuzz::require;

/// The bytes of a text are a sound article, or an Error that they are none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::as_text(data, size);
    try {
        fuzz::check_article(reading::read_text(reading::decode_text(bytes).text));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::bad_article, "what cannot be read is no article");
    }
    return 0;
}
