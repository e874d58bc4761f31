#pragma once

#include <string>

#include "index/index_directory.hpp"

namespace kiosque::index {

/// The right to change an index: one process at a time. Released with the object, and by the system
/// when the process is killed.
class IndexLock {
public:
    /// `how` is what a second indexer is told of this one, " --watch". Throws Error(index_busy)
    /// that names the process which holds the lock.
    explicit IndexLock(const IndexDirectory& directory, const std::string& how = "");
    ~IndexLock();
    IndexLock(const IndexLock&) = delete;
    IndexLock& operator=(const IndexLock&) = delete;

private:
    int fd_ = -1;
};

}  // namespace kiosque::index
