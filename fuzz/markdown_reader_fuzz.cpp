#include "base/error.hpp"
#include "fuzz/articles.hpp"
#include "reading/encoding.hpp"
#include "reading/markdown_reader.hpp"

using namespace kiosque;
using fuzz::require;

/// The bytes of a Markdown file are a sound article, or an Error that they are none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::as_text(data, size);
    try {
        fuzz::check_article(reading::read_markdown(reading::decode_text(bytes).text));
    } catch (const Error& error) {
        require(error.code() == ErrorCode::bad_article, "what cannot be read is no article");
    }
    return 0;
}
