#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosque::api {

/// What a client must know to change articles. Never written anywhere: not into an answer, not into
/// the log.
class AccessKey {
public:
    static constexpr std::size_t kMinCharacters = 16;
    static constexpr std::size_t kMaxCharacters = 512;

    /// 16 to 512 letters, digits and -._~+/= : what an Authorization header carries unchanged.
    /// Throws Error(invalid_parameter) that says what is wrong, and says nothing of the key.
    explicit AccessKey(std::string key);

    /// True for `Bearer KEY`, the value of an Authorization header. How long it takes depends on
    /// nothing but the length of what was sent and of the key.
    bool opens(std::string_view authorization) const;

private:
    std::string key_;
};

}  // namespace kiosque::api
