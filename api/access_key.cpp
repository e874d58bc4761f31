#include "api/access_key.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/error.hpp"

namespace kiosque::api {
namespace {

constexpr std::string_view kBearer = "bearer ";
constexpr std::string_view kBasic = "basic ";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kMarks = "-._~+/=";

bool may_stand_in_key(char c) {
    const bool is_letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_letter_or_digit || kMarks.find(c) != std::string_view::npos;
}

/// Takes the name of a scheme and the blanks behind it away; false where another one stands.
bool take_scheme(std::string_view scheme, std::string_view& authorization) {
    const auto is_same = [](char expected, char given) {
        return std::tolower(static_cast<unsigned char>(given)) == expected;
    };
    if (authorization.size() < scheme.size() ||
        !std::equal(scheme.begin(), scheme.end(), authorization.begin(), is_same)) {
        return false;
    }
    authorization.remove_prefix(scheme.size());
    while (authorization.starts_with(' ')) authorization.remove_prefix(1);
    return true;
}

/// What Base64 stands for; anything else ends it.
std::string from_base64(std::string_view coded) {
    std::string bytes;
    unsigned bits = 0;
    unsigned count = 0;
    for (const char c : coded) {
        const std::size_t value = kBase64.find(c);
        if (value == std::string_view::npos) break;
        bits = bits << 6U | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 0xFFU);
    }
    return bytes;
}

/// "name:password" -> "password".
std::string password_of(std::string_view coded) {
    const std::string both = from_base64(coded);
    const std::size_t colon = both.find(':');
    return colon == std::string::npos ? std::string() : both.substr(colon + 1);
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

AccessKey::AccessKey(std::string key, std::string_view purpose) : key_(std::move(key)) {
    const bool has_length = key_.size() >= kMinCharacters && key_.size() <= kMaxCharacters;
    if (has_length && std::all_of(key_.begin(), key_.end(), may_stand_in_key)) return;
    throw Error(ErrorCode::invalid_parameter, "key",
                "the key for " + std::string(purpose) +
                    " must be 16 to 512 letters, digits and -._~+/= (openssl rand "
                    "-base64 24 makes one), but " +
                    (has_length ? std::string("has other characters")
                                : "has " + std::to_string(key_.size())));
}

bool AccessKey::opens(std::string_view authorization) const {
    return take_scheme(kBearer, authorization) && is_same_text(authorization, key_);
}

bool AccessKey::is_password_in(std::string_view authorization) const {
    return take_scheme(kBasic, authorization) && is_same_text(password_of(authorization), key_);
}

}  // namespace kiosque::api
