#include "indexer/watch/inotify_tree.hpp"

#include <climits>
#include <cstdlib>
#include <memory>

#include <sys/inotify.h>

// The roots of the tree and the symbolic links in it: where they lead, and when that changes.

namespace kiosque::indexer {
namespace {

constexpr std::uint32_t kNameChanges = IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM;
constexpr std::uint32_t kNameEvents = kNameChanges | IN_ATTRIB | IN_ONLYDIR;
constexpr std::uint32_t kFileEvents = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB;

std::string read_link(const std::string& path) {
    std::string target(PATH_MAX, '\0');
    const ssize_t size = ::readlink(path.c_str(), target.data(), target.size());
    target.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return target;
}

std::string real_path(const std::string& path) {
    const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
    return real ? std::string(real.get()) : path;
}

}  // namespace

void InotifyTree::meet_link(FolderId parent, const std::string& name) {
    const AnchorId id = add_anchor({.parent = parent,
                                    .name = name,
                                    .start = real_path(path_of(parent)),
                                    .target = read_link(path_of(parent, name))});
    folders_.at(parent).children[name].anchor = id;
}

AnchorId InotifyTree::add_anchor(Anchor anchor) {
    const AnchorId id = ++last_id_;
    anchors_.emplace(id, std::move(anchor));
    watch_chain(id);
    enter_end(id);
    if (anchors_.at(id).parent == 0) list_entered();
    return id;
}

/// Enters the folder that stands at the end, if there is one.
void InotifyTree::enter_end(AnchorId id) {
    Anchor& anchor = anchors_.at(id);
    struct stat status {};
    if (!anchor.chain.is_folder() || ::stat(anchor.chain.end_path.c_str(), &status) != 0) return;
    if (!S_ISDIR(status.st_mode) || is_excluded(status)) return;
    anchor.folder = enter(anchor.parent, anchor.name, id, status);
}

/// Watches the names by which the anchor leads where it does now.
void InotifyTree::watch_chain(AnchorId id) {
    // Between following and watching, a name may have changed: follow again to be sure.
    constexpr int attempts = 5;
    Anchor& anchor = anchors_.at(id);
    bool is_sure = false;
    for (int attempt = 0; attempt < attempts && !is_sure; ++attempt) {
        anchor.chain = follow_path(anchor.start, anchor.target);
        is_sure =
            hold_chain(id) && follow_path(anchor.start, anchor.target).leads_like(anchor.chain);
    }
    if (anchor.chain.is_file()) {
        require_telling(anchor.chain.end.device, anchor.chain.end_path);
    }
    if (is_sure) {
        blind_.erase(id);
    } else {
        blind_.insert(id);
    }
}

/// False when some of the names cannot be watched.
bool InotifyTree::hold_chain(AnchorId id) {
    Anchor& anchor = anchors_.at(id);
    const auto old_holds = std::exchange(anchor.holds, {});
    const int old_end_watch = anchor.end_watch;
    bool is_complete = true;
    for (const PathChain::Step& step : anchor.chain.steps) {
        const int watch = watches_.add_name(step.folder, kNameEvents, step.name, id);
        if (watch >= 0) anchor.holds.emplace_back(watch, step.name);
        is_complete = is_complete && watch >= 0;
    }
    anchor.end_watch =
        anchor.chain.is_file() ? watches_.add_name(anchor.chain.end_path, kFileEvents, "", id) : -1;
    // Only now, so that what stays the same stays watched.
    for (const auto& [watch, name] : old_holds) watches_.remove_name(watch, name, id);
    watches_.remove_name(old_end_watch, "", id);
    return is_complete;
}

/// Gives the folder at its end, which is left to be dropped.
FolderId InotifyTree::drop_anchor(AnchorId id) {
    const Anchor anchor = std::move(anchors_.extract(id).mapped());
    blind_.erase(id);
    for (const auto& [watch, name] : anchor.holds) watches_.remove_name(watch, name, id);
    watches_.remove_name(anchor.end_watch, "", id);
    return anchor.folder;
}

void InotifyTree::on_anchor_event(AnchorId id, const WatchEvent& event) {
    const Anchor& anchor = anchors_.at(id);
    const std::string path = path_of(anchor.parent, anchor.name);
    if ((event.mask & kNameChanges) != 0) {
        const Turn turn = check_anchor(id, Belief::doubting);
        const bool is_opened = (event.mask & IN_CREATE) != 0 && anchor.chain.is_file();
        if (is_opened && turn == Turn::another_end) return changes_->written(path, now_);
        report(id, turn);
        return;
    }
    const bool is_end =
        event.name.empty() || (!anchor.holds.empty() && anchor.holds.back().first == event.watch &&
                               anchor.holds.back().second == event.name);
    if (!is_end) {
        report(id, check_anchor(id, Belief::trusting));
    } else if ((event.mask & IN_CLOSE_WRITE) != 0) {
        changes_->settled(path, now_);
    } else if ((event.mask & IN_MODIFY) != 0) {
        changes_->written(path, now_);
    } else {
        mend_end(id);
    }
}

void InotifyTree::on_watch_gone(int watch) {
    const WatchTable::Watch gone = watches_.forget(watch);
    std::set<AnchorId> anchors;
    for (const FolderId id : gone.folders) {
        Folder& folder = folders_.at(id);
        folder.watch = -1;
        if (folder.anchor != 0) anchors.insert(folder.anchor);
    }
    for (const auto& [name, ids] : gone.names) anchors.insert(ids.begin(), ids.end());
    for (const AnchorId id : anchors) {
        if (anchors_.contains(id)) report(id, check_anchor(id, Belief::doubting));
    }
}

/// Looks whether the anchor leads elsewhere, and if so, watches what stands there instead.
InotifyTree::Turn InotifyTree::check_anchor(AnchorId id, Belief belief) {
    Anchor& anchor = anchors_.at(id);
    const PathChain old = anchor.chain;
    const PathChain found = follow_path(anchor.start, anchor.target);
    if (belief == Belief::trusting && found.leads_like(old)) {
        // Told in vain where a watch tells of it, and needed where none can.
        anchor.chain.changed_ns = found.changed_ns;
        const bool is_written = found.is_file() && found.changed_ns != old.changed_ns;
        return is_written && blind_.contains(id) ? Turn::another_end : Turn::none;
    }
    watch_chain(id);
    drop_folder(std::exchange(anchor.folder, 0));
    enter_end(id);
    list_entered();
    if (old.type == 0 && anchor.chain.type == 0) return Turn::none;
    const bool is_root_folder = anchor.parent == 0 && (old.is_folder() || anchor.chain.is_folder());
    return is_root_folder ? Turn::another_root_folder : Turn::another_end;
}

void InotifyTree::report(AnchorId id, Turn turn) {
    const Anchor& anchor = anchors_.at(id);
    if (turn == Turn::another_root_folder) changes_->everything(now_);
    if (turn == Turn::another_end) changes_->settled(path_of(anchor.parent, anchor.name), now_);
}

/// The permissions of what stands at the end were changed.
void InotifyTree::mend_end(AnchorId id) {
    Anchor& anchor = anchors_.at(id);
    if (anchor.chain.is_file()) watch_chain(id);
    if (anchor.folder == 0) {
        enter_end(id);
    } else {
        unlisted_.push_back(anchor.folder);
    }
    list_entered();
    changes_->mended(path_of(anchor.parent, anchor.name), now_);
}

void InotifyTree::look_at_mounts() {
    is_mount_changed_ = false;
    std::vector<AnchorId> anchors;
    for (const auto& [id, anchor] : anchors_) anchors.push_back(id);
    for (const AnchorId id : anchors) {
        if (!anchors_.contains(id)) continue;
        const FolderId folder = anchors_.at(id).folder;
        const bool is_dead = folder != 0 && folders_.at(folder).watch < 0;
        report(id, check_anchor(id, is_dead ? Belief::doubting : Belief::trusting));
    }
    std::vector<FolderId> folders;
    for (const auto& [id, folder] : folders_) {
        if (folder.anchor == 0) folders.push_back(id);
    }
    for (const FolderId id : folders) {
        const auto found = folders_.find(id);
        if (found == folders_.end()) continue;
        struct stat status {};
        const std::string path = path_of(id);
        const bool is_there = ::stat(path.c_str(), &status) == 0;
        const Folder& folder = found->second;
        if (is_there && folder.watch >= 0 && folder.identity == identity_of(status)) continue;
        const FolderId parent = folder.parent;
        const std::string name = folder.name;
        drop_child(parent, name);
        meet_folder(parent, name);
        list_entered();
        changes_->settled(path, now_);
    }
}

void InotifyTree::look_at_blind_anchors() {
    const std::set<AnchorId> blind = blind_;
    for (const AnchorId id : blind) {
        if (anchors_.contains(id)) report(id, check_anchor(id, Belief::trusting));
    }
}

void InotifyTree::plan_next_look(Time now) {
    if (blind_.empty()) {
        next_look_ = Time::max();
    } else if (next_look_ == Time::max() || next_look_ <= now) {
        next_look_ = now + look_every_;
    }
}

}  // namespace kiosque::indexer
