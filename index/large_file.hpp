#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosque::index {

/// A file that is written piece by piece, and stands at its path, complete and synced, only after
/// `commit`; without it, nothing is left. For what is too large to be built in memory. All throw
/// Error(io_failed).
class LargeFile {
public:
    explicit LargeFile(std::filesystem::path path);
    ~LargeFile();
    LargeFile(const LargeFile&) = delete;
    LargeFile& operator=(const LargeFile&) = delete;

    void append(std::string_view bytes);
    /// How many bytes have been appended.
    std::uint64_t size() const { return size_; }
    /// Replaces bytes that were appended before.
    void overwrite(std::uint64_t at, std::string_view bytes);
    void commit();

private:
    void flush();

    std::filesystem::path path_;
    std::filesystem::path aside_;
    int fd_ = -1;
    std::string pending_;
    std::uint64_t size_ = 0;
};

}  // namespace kiosque::index
