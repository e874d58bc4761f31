#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/watch/folder_changes.hpp"
#include "indexer/watch/watch_options.hpp"

namespace kiosque::indexer {

/// Gathers what happens to paths until it has come to rest. Knows no clock: every call says the
/// time.
///
/// `most_paths` paths are remembered at most; beyond that, everything is said to have changed.
class Debounce {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Debounce(const WatchOptions& options) : options_(options) {}

    /// The path has changed and is whole: closed, renamed, removed, or a folder.
    void settled(const std::string& path, Time now);

    /// The file is being written to. Reported when it is `settled`, or after a rest.
    void written(const std::string& path, Time now);

    /// Permissions or times of the path were changed: settled, unless it is just being written.
    void mended(const std::string& path, Time now);

    /// Everything may have changed.
    void everything(Time now);

    /// When `take` may have something, as far as is known; Time::max() while nothing happens.
    Time due() const;

    /// What has come to rest, or nothing yet.
    FolderChanges take(Time now);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    /// A file that is open somewhere.
    struct Writing {
        Time first;
        Time last;
    };

    void note(Time now);
    void keep_few(Time now);
    bool is_below_a_settled_one(std::string_view path) const;
    void settle_rested(Time now);
    Time settled_due() const;

    WatchOptions options_;
    bool is_everything_ = false;
    std::unordered_set<std::string, Hash, std::equal_to<>> settled_;
    std::unordered_map<std::string, Writing> open_;
    Time first_{};                  ///< event of those in `settled_`, when there are any
    Time last_{};                   ///< likewise
    Time open_look_ = Time::max();  ///< not before this has any file in `open_` rested
};

}  // namespace kiosque::indexer
