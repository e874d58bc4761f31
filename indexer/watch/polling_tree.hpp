#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "indexer/watch/debounce.hpp"
#include "indexer/watch/identity.hpp"
#include "indexer/watch/polled_state.hpp"

namespace kiosque::indexer {

/// Finds changes by looking at all that `walk_source_files` would come across, and comparing it
/// with what stood there the last time. Keeps about 70 bytes and the name of each file.
class PollingTree {
public:
    using Time = Debounce::Time;

    /// Looks for the first time. `roots` are as given; `excluded` may be empty.
    PollingTree(const std::vector<std::string>& roots, std::string excluded);
    ~PollingTree();

    /// Looks again and hands on every path that differs, as `written`: it may be at work still.
    /// Ends early when `is_stopped`; the next look finds what this one left out.
    ///
    /// What cannot be looked at (a server that does not answer, a permission) counts as unchanged.
    void look(Debounce& changes, Time now, const std::atomic<bool>& is_stopped);

    /// The changes have been reported, so that somebody looks at them before the next look, and may
    /// see files there that come after the last one and go before the next. The next look tells
    /// once more of places where that may have been. After the constructor, everything is looked
    /// at.
    void reported(const FolderChanges& changes);

private:
    struct Folder;
    struct Entry;
    struct Root;
    struct Visit;

    void look_at_root(Root& root);
    void look_below(Folder& folder, const std::string& path, const Identity& identity,
                    bool is_told);
    void list(Folder& folder, bool is_told);
    void tell_what_was_seen(const Folder& folder);
    void tell(const std::string& path, bool is_told);

    std::string excluded_path_;
    Identity excluded_;
    std::vector<Root> roots_;
    bool is_everything_seen_ = true;           ///< reported before the last look
    std::set<std::string, std::less<>> seen_;  ///< likewise
    std::string path_;                         ///< of the folder that is looked at
    std::vector<Visit> visits_;                ///< the folders around it, and itself
    Debounce* changes_ = nullptr;              ///< nobody is told of the first look
    const std::atomic<bool>* is_stopped_ = nullptr;
    Time now_{};
};

}  // namespace kiosque::indexer
