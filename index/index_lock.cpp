#include "index/index_lock.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.hpp"

namespace kiosque::index {

IndexLock::IndexLock(const IndexDirectory& directory, const std::string& how) {
    const std::filesystem::path file = directory.root() / "LOCK";
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) {
        throw Error(ErrorCode::io_failed,
                    "cannot write in " + directory.root().string() + ": " + std::strerror(errno));
    }
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        std::string holder(64, '\0');
        const ssize_t got = ::read(fd_, holder.data(), holder.size());
        holder.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        ::close(fd_);
        const bool is_watching = holder.find("--watch") != std::string::npos;
        throw Error(ErrorCode::index_busy,
                    "another indexer" + (holder.empty() ? "" : " (process " + holder + ")") +
                        " is at work in " + directory.root().string() +
                        (is_watching ? "; it takes up changes by itself, and has to be ended "
                                       "before anything else can be done"
                                     : "; wait until it has finished"));
    }
    const std::string holder = std::to_string(::getpid()) + how;
    if (::ftruncate(fd_, 0) != 0 ||
        ::pwrite(fd_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
        // The lock holds all the same; only the message to a second indexer is poorer.
        errno = 0;
    }
}

IndexLock::~IndexLock() {
    ::close(fd_);
}

}  // namespace kiosque::index
