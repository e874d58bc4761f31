#include "index/large_file.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "index/durable_file.hpp"

namespace kiosque::index {

LargeFile::LargeFile(std::filesystem::path path)
    : path_(std::move(path)),
      aside_(path_.string() + ".new"),
      fd_(::open(aside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (fd_ < 0) fail_at("write", aside_);
}

LargeFile::~LargeFile() {
    if (fd_ < 0) return;
    ::close(fd_);
    ::unlink(aside_.c_str());
}

void LargeFile::append(std::string_view bytes) {
    constexpr std::size_t kBlock = std::size_t{1} << 20U;
    pending_.append(bytes);
    size_ += bytes.size();
    if (pending_.size() >= kBlock) flush();
}

void LargeFile::flush() {
    for (std::string_view left = pending_; !left.empty();) {
        const ssize_t written = ::write(fd_, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_at("write", aside_);
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    pending_.clear();
}

void LargeFile::overwrite(std::uint64_t at, std::string_view bytes) {
    flush();
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_at("write", aside_);
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::uint64_t>(written);
    }
}

void LargeFile::commit() {
    flush();
    if (::fsync(fd_) != 0) fail_at("sync", aside_);
    if (::rename(aside_.c_str(), path_.c_str()) != 0) fail_at("rename to", path_);
    ::close(fd_);
    fd_ = -1;
    sync_folder(path_.parent_path());
}

}  // namespace kiosque::index
