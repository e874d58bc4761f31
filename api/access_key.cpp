#include "api/access_key.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/error.hpp"

namespace kiosque::api {
namespace {

constexpr std::string_view kScheme = "bearer ";
constexpr std::string_view kMarks = "-._~+/=";

bool may_stand_in_key(char c) {
    const bool is_letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_letter_or_digit || kMarks.find(c) != std::string_view::npos;
}

bool has_scheme(std::string_view authorization) {
    const auto is_same = [](char one, char other) {
        return std::tolower(static_cast<unsigned char>(one)) == other;
    };
    return authorization.size() >= kScheme.size() &&
           std::equal(kScheme.begin(), kScheme.end(), authorization.begin(),
                      [&](char expected, char given) { return is_same(given, expected); });
}

/// Looks at every byte of the longer text, wherever the first difference is.
bool is_same_text(std::string_view one, std::string_view other) {
    const auto byte = [](std::string_view text, std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    volatile unsigned difference = one.size() == other.size() ? 0U : 1U;
    for (std::size_t at = 0; at < std::max(one.size(), other.size()); ++at) {
        difference = difference | (byte(one, at) ^ byte(other, at));
    }
    return difference == 0;
}

}  // namespace

AccessKey::AccessKey(std::string key) : key_(std::move(key)) {
    const bool is_well_formed = key_.size() >= kMinCharacters && key_.size() <= kMaxCharacters &&
                                std::all_of(key_.begin(), key_.end(), may_stand_in_key);
    if (is_well_formed) return;
    const bool has_length = key_.size() >= kMinCharacters && key_.size() <= kMaxCharacters;
    throw Error(ErrorCode::invalid_parameter, "write_key",
                "the key for writing must be 16 to 512 letters, digits and -._~+/= (openssl rand "
                "-base64 24 makes one), but " +
                    (has_length ? std::string("has other characters")
                                : "has " + std::to_string(key_.size())));
}

bool AccessKey::opens(std::string_view authorization) const {
    if (!has_scheme(authorization)) return false;
    authorization.remove_prefix(kScheme.size());
    while (authorization.starts_with(' ')) authorization.remove_prefix(1);
    return is_same_text(authorization, key_);
}

}  // namespace kiosque::api
