#include "indexer/fingerprint.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <memory>
#include <vector>

#include <xxhash.h>

#include "index/stored_article.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kHalf = 16;  ///< digits of 64 bits

Fingerprint from(XXH128_hash_t hash) {
    return {hash.high64, hash.low64};
}

}  // namespace

std::string Fingerprint::text() const {
    std::array<char, 2 * kHalf + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(high), static_cast<unsigned long long>(low));
    return digits.data();
}

std::optional<Fingerprint> Fingerprint::parse(std::string_view text) {
    if (text.size() != 2 * kHalf) return std::nullopt;
    Fingerprint parsed;
    const auto read = [](std::string_view digits, std::uint64_t& number) {
        const char* end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, number, 16);
        return error == std::errc{} && stop == end;
    };
    if (!read(text.substr(0, kHalf), parsed.high) || !read(text.substr(kHalf), parsed.low)) {
        return std::nullopt;
    }
    return parsed;
}

Fingerprint fingerprint_of(std::string_view bytes) {
    return from(XXH3_128bits(bytes.data(), bytes.size()));
}

Fingerprint fingerprint_of(const Article& article) {
    return fingerprint_of(index::write_stored_article(article));
}

std::optional<Fingerprint> fingerprint_of_file(const std::filesystem::path& file) {
    // A pipe put where the file was would block for ever.
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
    std::ifstream stream(file, std::ios::binary);
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                         &XXH3_freeState);
    XXH3_128bits_reset(state.get());
    std::vector<char> block(std::size_t{1} << 18U);
    while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           stream.gcount() > 0) {
        XXH3_128bits_update(state.get(), block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream.eof()) return std::nullopt;
    return from(XXH3_128bits_digest(state.get()));
}

}  // namespace kiosque::indexer
