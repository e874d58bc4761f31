#pragma once

#include <filesystem>
#include <vector>

namespace kiosque::indexer {

/// What happened below the watched folders since the last time.
struct FolderChanges {
    /// Look at everything again: events were lost, a root that is a folder came, went or was
    /// replaced, or more happened than is worth naming. `paths` is then empty.
    bool everything = false;

    /// Files and folders that appeared, changed or vanished: sorted, each once, spelled as the root
    /// was given. A folder stands for all below it, so nothing below it is named besides. Of any
    /// extension; what a path is now, if it is still there, has to be looked up.
    std::vector<std::filesystem::path> paths;

    bool empty() const { return !everything && paths.empty(); }
};

}  // namespace kiosque::indexer
