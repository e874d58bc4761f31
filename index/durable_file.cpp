#include "index/durable_file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"

namespace kiosque::index {
namespace {

[[noreturn]] void fail(const std::string& doing, const std::filesystem::path& path) {
    const int code = errno;
    const std::string advice = code == ENOSPC ? "; free some space on the disk and run again" : "";
    throw Error(ErrorCode::io_failed,
                "cannot " + doing + " " + path.string() + ": " + std::strerror(code) + advice);
}

/// An open file; closed with the object.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags, const char* doing)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {
        if (fd_ < 0) fail(doing, path);
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
    if (::fsync(file.get()) != 0) fail("sync", path);
}

}  // namespace

void write_durably(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path aside = path.string() + ".new";
    {
        const Descriptor file(aside, O_WRONLY | O_CREAT | O_TRUNC, "write");
        while (!bytes.empty()) {
            const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("write", aside);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(file.get()) != 0) fail("sync", aside);
    }
    if (::rename(aside.c_str(), path.c_str()) != 0) fail("rename to", path);
    sync_folder(path.parent_path());
}

void sync_folder(const std::filesystem::path& folder) {
    sync(folder, O_RDONLY | O_DIRECTORY);
}

void sync_file(const std::filesystem::path& file) {
    sync(file, O_RDONLY);
}

std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes) {
    const Descriptor file(path, O_RDONLY, "read");
    std::string bytes;
    std::string block(std::size_t{1} << 16U, '\0');
    while (true) {
        const ssize_t got = ::read(file.get(), block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", path);
        if (got == 0) return bytes;
        bytes.append(block, 0, static_cast<std::size_t>(got));
        if (bytes.size() > max_bytes) {
            throw Error(ErrorCode::index_damaged, path.string() + " is larger than the " +
                                                      std::to_string(max_bytes) +
                                                      " bytes that it can have; build the index "
                                                      "again with kiosque-index --rebuild");
        }
    }
}

}  // namespace kiosque::index
