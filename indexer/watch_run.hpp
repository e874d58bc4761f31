#pragma once

#include <functional>
#include <iosfwd>

#include "indexer/run_options.hpp"

namespace kiosque::indexer {

/// What a watch tells.
struct WatchEvent {
    bool is_start = false;  ///< everything has been looked at once, and changes are waited for
    RunTotals totals;       ///< of what was published, otherwise
    double seconds = 0;     ///< that it took, from the end of the changes
    /// With the start: ends a wait; a signal handler may call it. Empty in the end, from when on it
    /// must not be called any more.
    std::function<void()> wake;
};
using OnWatchEvent = std::function<void(const WatchEvent&)>;

/// Takes up changes of the sources as they happen, and articles that come over HTTP, until
/// `options.writer.interrupted` is true and the watch was woken. What cannot be published is logged
/// and tried again with the next change, or after a while. Segments are joined in the background.
void watch_sources(const RunOptions& options, std::ostream& people, const OnWatchEvent& on_event);

}  // namespace kiosque::indexer
