#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::indexer {

/// 128 bits by which contents are told apart (XXH3): what differs has another one, but for
/// accidents that nobody will live to see. No protection against forgery.
struct Fingerprint {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;

    /// 32 hexadecimal digits.
    std::string text() const;
    /// Nothing for what `text` does not give.
    static std::optional<Fingerprint> parse(std::string_view text);
};

Fingerprint fingerprint_of(std::string_view bytes);

/// Of all that an article says.
Fingerprint fingerprint_of(const Article& article);

/// Of a file's content; nothing when it cannot be read.
std::optional<Fingerprint> fingerprint_of_file(const std::filesystem::path& file);

struct FingerprintHash {
    std::size_t operator()(const Fingerprint& fingerprint) const {
        return static_cast<std::size_t>(fingerprint.low);
    }
};

}  // namespace kiosque::indexer
