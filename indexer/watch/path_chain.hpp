#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/watch/identity.hpp"

namespace kiosque::indexer {

/// By which names in which folders a path is reached, symbolic links followed. When none of these
/// names is made, removed or renamed, the path goes on leading to the same file or folder.
struct PathChain {
    struct Step {
        std::string folder;  ///< absolute and free of links
        std::string name;    ///< looked up in it: a folder, a link, or the end
        Identity identity;   ///< of the folder
        bool operator==(const Step&) const = default;
    };
    std::vector<Step> steps;      ///< in the order in which they are taken
    mode_t type = 0;              ///< S_IFDIR, S_IFREG ...; 0: nothing can be reached
    Identity end;                 ///< of what stands there
    std::string end_path;         ///< where it stands, free of links
    std::int64_t changed_ns = 0;  ///< when it was last changed in any way (ctime)

    bool is_folder() const { return S_ISDIR(type); }
    bool is_file() const { return S_ISREG(type); }

    /// The same steps to the same end, whatever has been written there.
    bool leads_like(const PathChain& other) const {
        return steps == other.steps && type == other.type && end == other.end;
    }
};

/// Follows `path` from the folder `start`, which is absolute and free of links. Where nothing
/// stands, or no permission is given, the chain ends with the name that could not be followed.
PathChain follow_path(const std::string& start, const std::string& path);

}  // namespace kiosque::indexer
