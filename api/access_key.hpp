#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosque::api {

/// What a client must know to change articles, or to read them. Never written anywhere: not into an
/// answer, not into the log.
class AccessKey {
public:
    static constexpr std::size_t kMinCharacters = 16;
    static constexpr std::size_t kMaxCharacters = 512;

    /// 16 to 512 letters, digits and -._~+/= : what an Authorization header carries unchanged.
    /// Throws Error(invalid_parameter) that says what is wrong, and says nothing of the key;
    /// `purpose` ("writing") says what it was for.
    explicit AccessKey(std::string key, std::string_view purpose = "writing");

    /// True for `Bearer KEY`, the value of an Authorization header. How long it takes depends on
    /// nothing but the length of what was sent and of the key.
    bool opens(std::string_view authorization) const;

    /// Likewise for `Basic` with the key as the password, whatever the name: what a browser sends
    /// when it has asked its user. It sends it on every request from then on, also on those that
    /// other sites make it send, so that nothing may be changed by it.
    bool is_password_in(std::string_view authorization) const;

private:
    std::string key_;
};

}  // namespace kiosque::api
