#pragma once

#include <cstdint>
#include <optional>

#include "indexer/watch/identity.hpp"

namespace kiosque::indexer {

/// What a file or folder is remembered by.
struct PolledState {
    std::int64_t size = 0;         ///< of a folder 0
    std::int64_t modified_ns = 0;  ///< of a folder: when a name in it last came or went
    std::int64_t changed_ns = 0;   ///< of a folder 0
    Identity identity;
    mode_t mode = 0;  ///< type and permissions; 0: unreadable

    /// Is what is there now still the same? A folder is not another one by what comes into it.
    bool is_still(const PolledState& now) const;

    /// Have names come to this folder, or gone, until `now`?
    bool is_shuffled(const PolledState& now) const;
};

/// What is remembered of a file or folder that was looked at just now.
PolledState polled_state(const struct stat& status);

/// The same of a name in the open folder `folder`, links followed; a link to nothing is a thing of
/// its own. Nothing when there is no such name.
std::optional<PolledState> polled_state(int folder, const char* name);

}  // namespace kiosque::indexer
