#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/watch/debounce.hpp"
#include "indexer/watch/descriptor.hpp"
#include "indexer/watch/identity.hpp"
#include "indexer/watch/path_chain.hpp"
#include "indexer/watch/watch_options.hpp"
#include "indexer/watch/watch_table.hpp"

namespace kiosque::indexer {

/// Watches by inotify the folders that `walk_source_files` would enter: neither hidden ones nor the
/// excluded one, links followed, no folder below itself.
///
/// A folder is watched before it is listed, so that what comes into it is either listed or told.
/// Only what lies between a root and the top of the file system, and between a link and where it
/// leads, is watched by name (an *anchor*): there the rest is nobody's business.
///
/// The constructor and `read` throw CannotWatch when the kernel does not tell of (all) changes; the
/// tree is then of no use any more.
class InotifyTree {
public:
    using Time = Debounce::Time;

    /// `roots` are as given; `excluded` may be empty, and need not exist yet.
    InotifyTree(const std::vector<std::string>& roots, const std::string& excluded,
                const WatchOptions& options);

    /// Readable when `read` has something to do.
    int descriptor() const { return watches_.descriptor(); }

    /// Has POLLPRI when the table of mounts has changed: tell it by `mounts_changed`. -1 without
    /// /proc.
    int mounts_descriptor() const { return mounts_.get(); }
    void mounts_changed() { is_mount_changed_ = true; }

    /// When to `read` even if nothing is readable.
    Time next_look() const { return next_look_; }

    /// Hands on what has happened; true when anything has.
    bool read(Debounce& changes, Time now);

    /// Events were lost, so that folders may not be watched that should be: make a new tree.
    bool has_lost_events() const { return has_lost_events_; }

    std::size_t watches() const { return watches_.size(); }

private:
    /// What is known of a name in a folder; only folders, links and the excluded folder have one.
    struct Child {
        FolderId folder = 0;
        AnchorId anchor = 0;
        bool is_excluded = false;
    };

    /// A folder under one of its names.
    struct Folder {
        FolderId parent;   ///< 0 for a root
        std::string name;  ///< in its parent; of a root its path
        AnchorId anchor;   ///< the root or link that it is reached by, 0 for a plain folder
        Identity identity;
        int watch;  ///< -1 once the kernel has removed it
        std::map<std::string, Child> children;
    };

    /// A root, or a symbolic link below one, and the names by which it leads where it does.
    struct Anchor {
        FolderId parent;   ///< 0 for a root
        std::string name;  ///< likewise
        std::string start;
        std::string target;  ///< what is followed from `start`
        PathChain chain = {};
        std::vector<std::pair<int, std::string>> holds = {};  ///< watches, and names wanted of them
        int end_watch = -1;                                   ///< of the file that stands there
        FolderId folder = 0;    ///< that stands there, if it is watched
        bool is_blind = false;  ///< some of its names cannot be watched: look now and then
    };

    /// What a look at an anchor found out.
    enum class Turn { none, another_end, another_root_folder };
    /// Where the same folder still stands: believe that it is the one that is watched, or not,
    /// since a new folder may get the identity of one that was removed.
    enum class Belief { trusting, doubting };

    void on_event(const WatchEvent& event);
    void on_watch_gone(int watch);
    void on_folder_event(FolderId id, const WatchEvent& event);
    void on_name_event(FolderId id, const WatchEvent& event, const std::string& path);
    void on_anchor_event(AnchorId id, const WatchEvent& event);

    FolderId enter(FolderId parent, const std::string& name, AnchorId anchor,
                   const struct stat& status);
    void list_entered();
    void list(FolderId id);
    void meet_folder(FolderId parent, const std::string& name);
    void meet_link(FolderId parent, const std::string& name);
    Child drop_child(FolderId parent, const std::string& name);
    void drop_folder(FolderId id);

    AnchorId add_anchor(Anchor anchor);
    void enter_end(AnchorId id);
    void watch_chain(AnchorId id);
    bool hold_chain(AnchorId id);
    FolderId drop_anchor(AnchorId id);
    Turn check_anchor(AnchorId id, Belief belief);
    void report(AnchorId id, Turn turn);
    void mend_end(AnchorId id);

    void look_at_mounts();
    void look_at_blind_anchors();
    void plan_next_look(Time now);

    std::string path_of(FolderId parent, const std::string& name) const;
    std::string path_of(FolderId id) const;
    bool is_around(FolderId id, const Identity& identity) const;
    bool is_excluded(const struct stat& status) const;
    bool is_excluded(const std::string& path) const;
    void require_telling(dev_t device, const std::string& path);

    WatchTable watches_;
    Descriptor mounts_;
    std::string excluded_;  ///< absolute, or empty
    std::chrono::milliseconds look_every_;
    std::unordered_map<FolderId, Folder> folders_;
    std::unordered_map<AnchorId, Anchor> anchors_;
    std::vector<FolderId> unlisted_;  ///< entered, to be listed
    std::set<dev_t> telling_;         ///< file systems that tell of changes
    std::uint64_t last_id_ = 0;
    std::set<AnchorId> blind_;
    bool is_mount_changed_ = false;
    bool has_lost_events_ = false;
    Time next_look_ = Time::max();
    Debounce* changes_ = nullptr;  ///< while reading; before, nobody has to be told
    Time now_{};                   ///< likewise
};

}  // namespace kiosque::indexer
