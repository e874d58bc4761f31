#include "indexer/watch/inotify_tree.hpp"

#include <filesystem>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/inotify.h>

#include "indexer/watch/silent_file_systems.hpp"

// The folders of the tree and what happens in them; roots and links are in inotify_anchors.cpp.

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kComes = IN_CREATE | IN_MOVED_TO;
constexpr std::uint32_t kGoes = IN_DELETE | IN_MOVED_FROM;
constexpr std::uint32_t kFolderEvents =
    kComes | kGoes | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

bool is_hidden(std::string_view name) {
    return name.starts_with('.');
}

}  // namespace

InotifyTree::InotifyTree(const std::vector<std::string>& roots, const std::string& excluded,
                         const WatchOptions& options)
    : watches_(options.max_watches),
      mounts_(::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)),
      look_every_(options.poll_every) {
    if (!excluded.empty()) excluded_ = fs::absolute(excluded).lexically_normal().string();
    while (excluded_.size() > 1 && excluded_.ends_with('/')) excluded_.pop_back();
    for (const std::string& root : roots) {
        add_anchor(
            {.parent = 0, .name = root, .start = "/", .target = fs::absolute(root).string()});
    }
    plan_next_look(std::chrono::steady_clock::now());
}

bool InotifyTree::read(Debounce& changes, Time now) {
    changes_ = &changes;
    now_ = now;
    const bool any = watches_.read([this](const WatchEvent& event) { on_event(event); });
    if (is_mount_changed_) look_at_mounts();
    if (now >= next_look_) look_at_blind_anchors();
    plan_next_look(now);
    return any;
}

void InotifyTree::on_event(const WatchEvent& event) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
        has_lost_events_ = true;
        changes_->everything(now_);
        return;
    }
    const WatchTable::Watch* watch = watches_.find(event.watch);
    if (!watch) return;
    // What is unmounted is told folder by folder; where the mount was, something else stands now.
    if ((event.mask & IN_UNMOUNT) != 0) is_mount_changed_ = true;
    if ((event.mask & IN_IGNORED) != 0) return on_watch_gone(event.watch);

    // Copies, since both may be changed by what is done about the event.
    const auto wanted = watch->names.find(event.name);
    const auto anchors = wanted == watch->names.end() ? std::vector<AnchorId>{} : wanted->second;
    const std::vector<FolderId> folders = watch->folders;
    for (const AnchorId id : anchors) {
        if (anchors_.contains(id)) on_anchor_event(id, event);
    }
    for (const FolderId id : folders) {
        if (folders_.contains(id)) on_folder_event(id, event);
    }
}

void InotifyTree::on_folder_event(FolderId id, const WatchEvent& event) {
    if (event.name.empty()) {
        const AnchorId anchor = folders_.at(id).anchor;
        if (anchor == 0) return;  // the folder around it tells the same
        if ((event.mask & IN_MOVE_SELF) != 0)
            report(anchor, check_anchor(anchor, Belief::trusting));
        if ((event.mask & IN_ATTRIB) != 0) mend_end(anchor);
    } else if (!is_hidden(event.name)) {
        on_name_event(id, event, path_of(id, event.name));
    }
}

void InotifyTree::on_name_event(FolderId id, const WatchEvent& event, const std::string& path) {
    const bool is_folder = (event.mask & IN_ISDIR) != 0;
    if (is_folder && is_excluded(path)) return;
    auto& children = folders_.at(id).children;
    const auto known = children.find(event.name);
    const Child child = known == children.end() ? Child{} : known->second;
    if ((event.mask & kComes) != 0) {
        // It may have been met already, by a listing that was faster than the event.
        const bool is_watched = child.folder != 0 && folders_.at(child.folder).watch >= 0;
        if ((event.mask & IN_CREATE) == 0 || !is_watched) drop_child(id, event.name);
        struct stat status {};
        const bool is_there = ::lstat(path.c_str(), &status) == 0;
        if (is_folder && !children.contains(event.name)) meet_folder(id, event.name);
        if (is_there && S_ISLNK(status.st_mode)) meet_link(id, event.name);
        list_entered();
        if (const auto met = children.find(event.name);
            met != children.end() && met->second.is_excluded) {
            return;
        }
        // A new file will be closed; another name of a file, or a link, will not.
        const bool is_opened = (event.mask & IN_CREATE) != 0 && is_there &&
                               S_ISREG(status.st_mode) && status.st_nlink == 1;
        is_opened ? changes_->written(path, now_) : changes_->settled(path, now_);
    } else if ((event.mask & kGoes) != 0) {
        drop_child(id, event.name);
        if (!child.is_excluded) changes_->settled(path, now_);
    } else if ((event.mask & IN_CLOSE_WRITE) != 0) {
        changes_->settled(path, now_);
    } else if ((event.mask & IN_MODIFY) != 0) {
        changes_->written(path, now_);
    } else if ((event.mask & IN_ATTRIB) != 0 && !child.is_excluded) {
        // What is in a folder may have become readable.
        if (is_folder && child.folder == 0) meet_folder(id, event.name);
        if (child.folder != 0) unlisted_.push_back(child.folder);
        list_entered();
        changes_->mended(path, now_);
    }
}

/// Watches a folder, which is then to be listed. 0 when it is not to be watched, or cannot be.
FolderId InotifyTree::enter(FolderId parent, const std::string& name, AnchorId anchor,
                            const struct stat& status) {
    const Identity identity = identity_of(status);
    if (is_around(parent, identity)) return 0;
    const std::string path = path_of(parent, name);
    require_telling(status.st_dev, path);
    const FolderId id = ++last_id_;
    const std::uint32_t self = anchor == 0 ? 0 : IN_MOVE_SELF;
    const int watch = watches_.add_folder(path, kFolderEvents | self, id);
    if (watch < 0) return 0;
    folders_.emplace(id, Folder{parent, name, anchor, identity, watch, {}});
    unlisted_.push_back(id);
    return id;
}

void InotifyTree::list_entered() {
    while (!unlisted_.empty()) {
        const FolderId id = unlisted_.back();
        unlisted_.pop_back();
        list(id);
    }
}

/// Enters the folders and links of a folder that are not known yet. What cannot be listed is left
/// out; the walk tells a person about it.
void InotifyTree::list(FolderId id) {
    const auto folder = folders_.find(id);
    if (folder == folders_.end()) return;
    std::error_code error;
    std::error_code unknown;
    for (fs::directory_iterator entry(path_of(id), error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (is_hidden(name) || folder->second.children.contains(name)) continue;
        if (entry->is_symlink(unknown)) {
            meet_link(id, name);
        } else if (entry->is_directory(unknown)) {
            meet_folder(id, name);
        }
    }
}

void InotifyTree::meet_folder(FolderId parent, const std::string& name) {
    struct stat status {};
    if (::stat(path_of(parent, name).c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return;
    Child child;
    child.is_excluded = is_excluded(status);
    if (!child.is_excluded) child.folder = enter(parent, name, 0, status);
    if (child.is_excluded || child.folder != 0) folders_.at(parent).children[name] = child;
}

InotifyTree::Child InotifyTree::drop_child(FolderId parent, const std::string& name) {
    auto node = folders_.at(parent).children.extract(name);
    if (!node) return {};
    const Child child = node.mapped();
    if (child.anchor != 0) drop_folder(drop_anchor(child.anchor));
    drop_folder(child.folder);
    return child;
}

void InotifyTree::drop_folder(FolderId id) {
    std::vector<FolderId> dropped{id};
    while (!dropped.empty()) {
        auto node = folders_.extract(dropped.back());
        dropped.pop_back();
        if (!node) continue;
        watches_.remove_folder(node.mapped().watch, node.key());
        for (const auto& [name, child] : node.mapped().children) {
            dropped.push_back(child.folder);
            if (child.anchor != 0) dropped.push_back(drop_anchor(child.anchor));
        }
    }
}

std::string InotifyTree::path_of(FolderId parent, const std::string& name) const {
    if (parent == 0) return name;
    std::string folder = path_of(parent);
    if (!folder.ends_with('/')) folder += '/';
    return folder + name;
}

std::string InotifyTree::path_of(FolderId id) const {
    std::vector<const std::string*> names;
    for (; id != 0; id = folders_.at(id).parent) names.push_back(&folders_.at(id).name);
    std::string path = *names.back();
    for (auto name = names.rbegin() + 1; name != names.rend(); ++name) {
        if (!path.ends_with('/')) path += '/';
        path += **name;
    }
    return path;
}

bool InotifyTree::is_around(FolderId id, const Identity& identity) const {
    for (; id != 0; id = folders_.at(id).parent) {
        if (folders_.at(id).identity == identity) return true;
    }
    return false;
}

bool InotifyTree::is_excluded(const struct stat& status) const {
    struct stat excluded {};
    return !excluded_.empty() && ::stat(excluded_.c_str(), &excluded) == 0 &&
           identity_of(excluded) == identity_of(status);
}

bool InotifyTree::is_excluded(const std::string& path) const {
    std::error_code ignored;
    return !excluded_.empty() && fs::absolute(path, ignored).lexically_normal() == excluded_;
}

void InotifyTree::require_telling(dev_t device, const std::string& path) {
    if (!telling_.insert(device).second) return;
    if (const auto silent = silent_file_system_of(path)) {
        throw CannotWatch("'" + path + "' stands on a file system (" + *silent +
                          ") that does not tell of changes made elsewhere");
    }
}

}  // namespace kiosque::indexer
