#include "index/article_name.hpp"

#include <xxhash.h>

#include "index/stored_article.hpp"

namespace kiosque::index {
namespace {

std::string in_hexadecimal(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 15U];
    }
    return text;
}

}  // namespace

std::string name_of_id(std::string_view id) {
    XXH128_canonical_t bytes;
    ::XXH128_canonicalFromHash(&bytes, ::XXH3_128bits(id.data(), id.size()));
    return in_hexadecimal(bytes.digest, sizeof bytes.digest);
}

std::string id_of_content(Article article) {
    article.id.clear();
    const std::string content = write_stored_article(article);
    XXH64_canonical_t bytes;
    ::XXH64_canonicalFromHash(&bytes, ::XXH3_64bits(content.data(), content.size()));
    return "a-" + in_hexadecimal(bytes.digest, sizeof bytes.digest);
}

}  // namespace kiosque::index
