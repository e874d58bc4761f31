#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/require.hpp"

namespace kiosque::fuzz {

/// A file in memory, opened by its path.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        require(fd_ >= 0, "the system gives memory");
        require(::write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
                "the memory takes the bytes");
    }
    ~MemoryFile() { ::close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};

}  // namespace kiosque::fuzz
