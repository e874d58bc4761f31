#pragma once

#include <sys/stat.h>

namespace kiosque::indexer {

/// A file or folder, however many names lead to it. Once it is removed, another may get the same.
struct Identity {
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const Identity&) const = default;
};

inline Identity identity_of(const struct stat& status) {
    return {status.st_dev, status.st_ino};
}

}  // namespace kiosque::indexer
