#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kiosque::index {

/// Replaces `path` by `bytes` so that after a crash it holds either the old or the new content:
/// written aside, synced, renamed, the folder synced. Throws Error(io_failed).
void write_durably(const std::filesystem::path& path, std::string_view bytes);

/// Bytes on their way to `path`, written beside it under a name that no other writer has: the same
/// path may be written by many threads and processes at once, and holds one of their files, whole.
/// What a crash leaves behind ends in ".new".
class AsideFile {
public:
    /// Writes `bytes` aside and syncs them. Throws Error(io_failed).
    AsideFile(std::filesystem::path path, std::string_view bytes);

    /// Removes the file, unless it has been put in place.
    ~AsideFile();
    AsideFile(AsideFile&& other) noexcept;
    AsideFile(const AsideFile&) = delete;
    AsideFile& operator=(const AsideFile&) = delete;

    /// Renames the file to `path`; the caller syncs the folder. Throws Error(io_failed).
    void put_in_place();

private:
    std::filesystem::path path_;
    std::filesystem::path aside_;  ///< empty once there is nothing left to remove
};

/// 64 random bits as 16 hexadecimal digits.
std::string random_digits();

/// Makes the folder and those above it where they are missing; what it makes survives a power cut.
/// Throws Error(io_failed).
void make_folder_durably(const std::filesystem::path& folder);

/// Throws Error(io_failed) that tells what was being done to which file, what the system says in
/// `errno`, and what to do.
[[noreturn]] void fail_at(const std::string& doing, const std::filesystem::path& path);

/// Makes the entries of a folder (created, renamed, removed files) survive a power cut.
void sync_folder(const std::filesystem::path& folder);

/// Makes the content of a file survive a power cut.
void sync_file(const std::filesystem::path& file);

/// The whole file. Throws Error(io_failed), or Error(index_damaged) when it is over `max_bytes`.
std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes);

/// The whole of a file that others may have put there, or nothing when there is none. Throws
/// Error(io_failed) for what is no plain file (a pipe would block, a link lead elsewhere) and for
/// more than `max_bytes`.
std::optional<std::string> read_plain_file(const std::filesystem::path& path,
                                           std::size_t max_bytes);

}  // namespace kiosque::index
