#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace kiosque::index {

/// A file of a segment, mapped read-only, and checked views into its bytes. Safe to share between
/// threads; the views are valid as long as it.
class MappedFile {
public:
    /// Throws Error(index_damaged) for a file that cannot be opened, or is shorter than
    /// `smallest`.
    MappedFile(std::filesystem::path file, std::size_t smallest);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {bytes_, size_}; }

    /// `count` numbers at `offset`; refuses what does not lie in the file.
    template <typename Number>
    std::span<const Number> numbers(std::uint64_t offset, std::uint64_t count) const {
        if (offset % alignof(Number) != 0 || offset > size_ ||
            count > (size_ - offset) / sizeof(Number)) {
            damaged("a section lies outside of the file");
        }
        return {reinterpret_cast<const Number*>(bytes_ + offset), count};
    }

    std::string_view text(std::uint64_t offset, std::uint64_t size) const {
        const auto section = numbers<char>(offset, size);
        return {section.data(), section.size()};
    }

    /// CRC-32 of the whole file; reads all of it.
    std::uint32_t checksum() const;

    /// Throws Error(index_damaged) that names the file and says what to do.
    [[noreturn]] void damaged(const std::string& why) const;

private:
    std::filesystem::path file_;
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

/// Texts behind each other, by their ends.
class TextSection {
public:
    TextSection() = default;
    /// `count` ends at one offset, the bytes at another; refuses what points outside of the file.
    TextSection(const MappedFile& file, std::uint64_t ends_offset, std::uint64_t count,
                std::uint64_t bytes_offset);

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::uint32_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
        return bytes_.substr(begin, ends_[i] - begin);
    }

private:
    std::span<const std::uint32_t> ends_;
    std::string_view bytes_;
};

}  // namespace kiosque::index
