#pragma once

#include <chrono>
#include <cstddef>

namespace kiosque::indexer {

/// When changes are reported, and how they are found.
struct WatchOptions {
    /// Changes are reported once nothing has happened for so long.
    std::chrono::milliseconds quiet{100};

    /// And at the latest so long after the first of them, however busy the folders are.
    std::chrono::milliseconds longest_wait{500};

    /// A file that is written to and not closed is reported once nobody has written for so long,
    /// since some writers keep their files open.
    std::chrono::milliseconds open_rest{1000};

    /// A file that is written to without a rest is reported so long after the first byte, and again
    /// when it is closed.
    std::chrono::milliseconds open_longest{60'000};

    /// Without inotify the folders are looked at so often; more rarely where a look takes long, so
    /// that looking takes no more than a fifth of the time.
    std::chrono::milliseconds poll_every{2000};

    /// Look instead of asking the kernel: for file systems that others change and that do not tell,
    /// yet are not known for it.
    bool polling_only = false;

    /// When more paths are waiting to be reported, `FolderChanges::everything` stands for them.
    std::size_t most_paths = 10'000;

    /// Folders to watch at most before looking instead; 0: as many as the kernel allows.
    std::size_t max_watches = 0;
};

}  // namespace kiosque::indexer
