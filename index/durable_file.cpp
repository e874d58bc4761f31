#include "index/durable_file.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <random>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"

namespace kiosque::index {

void fail_at(const std::string& doing, const std::filesystem::path& path) {
    const int code = errno;
    std::string advice;
    if (code == ENOSPC) advice = "; free some space on the disk and run again";
    if (code == EMFILE || code == ENFILE) {
        advice = "; let the process have more open files (LimitNOFILE, ulimit -n)";
    }
    throw Error(ErrorCode::io_failed,
                "cannot " + doing + " " + path.string() + ": " + std::strerror(code) + advice);
}

namespace {

/// An open file; closed with the object.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags, const char* doing)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
        if (fd_ < 0) fail_at(doing, path);
    }
    ~Descriptor() { ::close(fd_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

void sync(const std::filesystem::path& path, int flags) {
    const Descriptor file(path, flags, "open");
    if (::fsync(file.get()) != 0) fail_at("sync", path);
}

void write_synced(const std::filesystem::path& path, int flags, std::string_view bytes) {
    const Descriptor file(path, O_WRONLY | O_CREAT | flags, "write");
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_at("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0) fail_at("sync", path);
}

/// Appends the file to `bytes`; false where it has more than `max_bytes`.
bool append_file(const Descriptor& file, const std::filesystem::path& path, std::size_t max_bytes,
                 std::string& bytes) {
    std::string block(std::size_t{1} << 16U, '\0');
    while (bytes.size() <= max_bytes) {
        const ssize_t got = ::read(file.get(), block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_at("read", path);
        if (got == 0) return true;
        bytes.append(block, 0, static_cast<std::size_t>(got));
    }
    return false;
}

}  // namespace

void write_durably(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path aside = path.string() + ".new";
    write_synced(aside, O_TRUNC, bytes);
    if (::rename(aside.c_str(), path.c_str()) != 0) fail_at("rename to", path);
    sync_folder(path.parent_path());
}

void sync_folder(const std::filesystem::path& folder) {
    sync(folder, O_RDONLY | O_DIRECTORY);
}

void sync_file(const std::filesystem::path& file) {
    sync(file, O_RDONLY);
}

std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes) {
    // A pipe in place of the file would block for ever.
    const Descriptor file(path, O_RDONLY | O_NONBLOCK, "read");
    struct stat state {};
    if (::fstat(file.get(), &state) == 0 && !S_ISREG(state.st_mode) && !S_ISDIR(state.st_mode)) {
        throw Error(ErrorCode::io_failed, "cannot read " + path.string() + ": it is no file");
    }
    std::string bytes;
    if (append_file(file, path, max_bytes, bytes)) return bytes;
    throw Error(ErrorCode::index_damaged, path.string() + " is larger than the " +
                                              std::to_string(max_bytes) +
                                              " bytes that it can have; build the index "
                                              "again with kiosque-index --rebuild");
}

std::optional<std::string> read_plain_file(const std::filesystem::path& path,
                                           std::size_t max_bytes) {
    struct stat state {};
    if (::lstat(path.c_str(), &state) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail_at("read", path);
    }
    const auto refuse = [&](const std::string& what) {
        throw Error(ErrorCode::io_failed, "cannot read " + path.string() + ": it " + what);
    };
    if (!S_ISREG(state.st_mode)) refuse("is no file");
    // Whoever exchanges the file between both calls gets an error, and no reader that waits.
    const Descriptor file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, "read");
    if (::fstat(file.get(), &state) != 0 || !S_ISREG(state.st_mode)) refuse("is no file");
    std::string bytes;
    if (!append_file(file, path, max_bytes, bytes)) {
        refuse("has more than " + std::to_string(max_bytes) + " bytes");
    }
    return bytes;
}

AsideFile::AsideFile(std::filesystem::path path, std::string_view bytes)
    : path_(std::move(path)), aside_(path_.string() + "." + random_digits() + ".new") {
    try {
        write_synced(aside_, O_EXCL | O_NOFOLLOW, bytes);
    } catch (...) {
        ::unlink(aside_.c_str());
        throw;
    }
}

AsideFile::~AsideFile() {
    if (!aside_.empty()) ::unlink(aside_.c_str());
}

AsideFile::AsideFile(AsideFile&& other) noexcept
    : path_(std::move(other.path_)), aside_(std::exchange(other.aside_, {})) {}

void AsideFile::put_in_place() {
    if (::rename(aside_.c_str(), path_.c_str()) != 0) fail_at("rename to", path_);
    aside_.clear();
}

std::string random_digits() {
    std::random_device device;
    const std::uint64_t bits = (std::uint64_t{device()} << 32U) | device();
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(bits));
    return digits.data();
}

void make_folder_durably(const std::filesystem::path& folder) {
    const std::filesystem::path above = folder.has_parent_path() ? folder.parent_path() : ".";
    if (::mkdir(folder.c_str(), 0755) == 0) return sync_folder(above);
    if (errno == ENOENT && above != folder && above != ".") {
        make_folder_durably(above);
        return make_folder_durably(folder);
    }
    if (errno != EEXIST) fail_at("make the folder", folder);
    if (std::error_code ignored; !std::filesystem::is_directory(folder, ignored)) {
        errno = ENOTDIR;
        fail_at("use as a folder", folder);
    }
}

}  // namespace kiosque::index
