#include "server/access_keys.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

constexpr std::string_view kWriting = "writing";
constexpr std::string_view kReading = "reading";

/// More than any key has: what is longer is another file.
constexpr std::size_t kMaxFileBytes = 4096;
constexpr std::size_t kMaxFileOfKeysBytes = std::size_t{1} << 20U;

std::string first_bytes(const std::filesystem::path& file, std::string_view purpose,
                        std::size_t most) {
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(most, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream.is_open() || stream.bad()) {
        throw Error(ErrorCode::io_failed, "cannot read the key for " + std::string(purpose) +
                                              " from " + file.string() + ": " +
                                              std::strerror(errno));
    }
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() == most) {
        throw Error(ErrorCode::invalid_parameter, "key",
                    file.string() + " must be a file of less than " + std::to_string(most) +
                        " bytes with keys for " + std::string(purpose) + ", but is larger");
    }
    return bytes;
}

api::AccessKey key_from(const std::string& place, std::string text, std::string_view purpose) {
    try {
        return api::AccessKey(std::move(text), purpose);
    } catch (const Error& error) {
        throw Error(error.code(), error.parameter(), place + ": " + error.what());
    }
}

}  // namespace

std::optional<api::AccessKey> find_write_key(const std::filesystem::path& file) {
    if (!file.empty()) {
        std::string text = first_bytes(file, kWriting, kMaxFileBytes);
        if (text.ends_with('\n')) text.pop_back();
        if (text.ends_with('\r')) text.pop_back();
        return key_from(file.string(), std::move(text), kWriting);
    }
    const char* value = std::getenv(kWriteKeyVariable);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return key_from(kWriteKeyVariable, value, kWriting);
}

std::vector<api::AccessKey> find_read_keys(const std::filesystem::path& file) {
    std::vector<api::AccessKey> keys;
    if (file.empty()) {
        const char* value = std::getenv(kReadKeyVariable);
        if (value != nullptr && *value != '\0') {
            keys.push_back(key_from(kReadKeyVariable, value, kReading));
        }
        return keys;
    }
    std::istringstream lines(first_bytes(file, kReading, kMaxFileOfKeysBytes));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || line.starts_with('#')) continue;
        const std::string place = file.string() + ":" + std::to_string(number);
        keys.push_back(key_from(place, std::move(line), kReading));
    }
    if (keys.empty()) {
        throw Error(ErrorCode::invalid_parameter, "read_key_file",
                    file.string() + " must have a key for reading on each line, but has none");
    }
    return keys;
}

}  // namespace kiosque::server
