#include "server/access_keys.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

/// More than any key has: what is longer is another file.
constexpr std::size_t kMaxFileBytes = 4096;

std::string first_bytes(const std::filesystem::path& file) {
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(kMaxFileBytes, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.is_open() || stream.bad()) {
        throw Error(ErrorCode::io_failed, "cannot read the key for writing from " + file.string() +
                                              ": " + std::strerror(errno));
    }
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

api::AccessKey key_from(const std::string& place, std::string text) {
    try {
        return api::AccessKey(std::move(text));
    } catch (const Error& error) {
        throw Error(error.code(), error.parameter(), place + ": " + error.what());
    }
}

}  // namespace

std::optional<api::AccessKey> find_write_key(const std::filesystem::path& file) {
    if (!file.empty()) {
        std::string text = first_bytes(file);
        if (text.ends_with('\n')) text.pop_back();
        if (text.ends_with('\r')) text.pop_back();
        return key_from(file.string(), std::move(text));
    }
    const char* value = std::getenv(kWriteKeyVariable);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return key_from(kWriteKeyVariable, value);
}

}  // namespace kiosque::server
