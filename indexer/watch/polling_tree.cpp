#include "indexer/watch/polling_tree.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include <dirent.h>
#include <sys/stat.h>

namespace kiosque::indexer {
namespace {

/// The names in a folder that are not hidden, sorted; nothing when it cannot be listed to the end.
std::optional<std::vector<std::string>> names_in(DIR* folder) {
    std::vector<std::string> names;
    for (errno = 0; const dirent* entry = ::readdir(folder); errno = 0) {
        if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    if (errno != 0) return std::nullopt;
    std::ranges::sort(names);
    return names;
}

}  // namespace

/// A name in a folder, which keeps the names of all its entries in one text.
struct PollingTree::Entry {
    std::uint32_t name_begin;
    std::uint32_t name_size;
    PolledState state;
    std::unique_ptr<Folder> folder;  ///< when it is one that is entered
};

struct PollingTree::Folder {
    std::string names;
    std::vector<Entry> entries;  ///< sorted by name
    bool is_shuffled = false;    ///< names have come or gone since the last look but one

    std::string_view name(const Entry& entry) const {
        return std::string_view(names).substr(entry.name_begin, entry.name_size);
    }
};

struct PollingTree::Root {
    std::string path;
    PolledState state;
    bool is_there = false;
    std::unique_ptr<Folder> folder;
};

/// A folder on the way to the one that is looked at.
struct PollingTree::Visit {
    Folder* folder;
    Identity identity;
    std::size_t path_size;
    bool is_told;  ///< false below a folder that is told itself
    std::size_t next = 0;
};

PollingTree::PollingTree(const std::vector<std::string>& roots, std::string excluded)
    : excluded_path_(std::move(excluded)) {
    for (const std::string& root : roots) roots_.push_back({root, {}, false, nullptr});
    static const std::atomic<bool> never = false;
    Debounce nobody({});
    look(nobody, {}, never);
    reported({.everything = true, .paths = {}});
}

PollingTree::~PollingTree() = default;

void PollingTree::look(Debounce& changes, Time now, const std::atomic<bool>& is_stopped) {
    changes_ = &changes;
    now_ = now;
    is_stopped_ = &is_stopped;
    struct stat status {};
    const bool is_there = !excluded_path_.empty() && ::stat(excluded_path_.c_str(), &status) == 0;
    excluded_ = is_there ? identity_of(status) : Identity{};
    for (Root& root : roots_) look_at_root(root);
    reported({});
}

void PollingTree::reported(const FolderChanges& changes) {
    is_everything_seen_ = changes.everything;
    seen_.clear();
    for (const auto& path : changes.paths) seen_.insert(path.string());
}

void PollingTree::look_at_root(Root& root) {
    struct stat status {};
    const bool is_there = ::stat(root.path.c_str(), &status) == 0;
    // Of other errors nobody knows whether something stands there.
    if (!is_there && errno != ENOENT && errno != ENOTDIR && errno != ELOOP) return;
    const PolledState state = is_there ? polled_state(status) : PolledState{};
    const bool is_folder = is_there && S_ISDIR(status.st_mode);
    const bool is_same_folder = is_folder && root.folder && root.state.identity == state.identity;
    if ((is_folder || root.folder) && !is_same_folder) {
        root.folder = is_folder ? std::make_unique<Folder>() : nullptr;
        changes_->everything(now_);
    } else if (is_there != root.is_there || !root.state.is_still(state)) {
        tell(root.path, true);
    }
    if (is_same_folder) root.folder->is_shuffled = root.state.is_shuffled(state);
    root.state = state;
    root.is_there = is_there;
    if (is_folder) look_below(*root.folder, root.path, state.identity, is_same_folder);
}

/// Looks at a folder and all below it, without recursion: a tree may be deep.
void PollingTree::look_below(Folder& folder, const std::string& path, const Identity& identity,
                             bool is_told) {
    if (identity == excluded_) return;
    path_ = path;
    visits_.assign(1, Visit{&folder, identity, path.size(), is_told});
    list(folder, is_told);
    while (!visits_.empty() && !*is_stopped_) {
        Visit& visit = visits_.back();
        path_.resize(visit.path_size);
        if (visit.next == visit.folder->entries.size()) {
            visits_.pop_back();
            continue;
        }
        Entry& entry = visit.folder->entries[visit.next++];
        if (!S_ISDIR(entry.state.mode)) continue;
        const auto is_it = [&](const Visit& around) {
            return around.identity == entry.state.identity;
        };
        if (std::ranges::any_of(visits_, is_it)) continue;

        const bool is_known = entry.folder != nullptr;
        if (!is_known) entry.folder = std::make_unique<Folder>();
        if (!path_.ends_with('/')) path_ += '/';
        path_ += visit.folder->name(entry);
        const bool is_child_told = visit.is_told && is_known;
        visits_.push_back({entry.folder.get(), entry.state.identity, path_.size(), is_child_told});
        list(*visits_.back().folder, is_child_told);
    }
}

/// Compares the entries of the folder at `path_` with those of before, and keeps the new ones.
void PollingTree::list(Folder& folder, bool is_told) {
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(path_.c_str()), ::closedir);
    if (!opened) return;
    const auto names = names_in(opened.get());
    if (!names) return;

    const std::string prefix = path_.ends_with('/') ? path_ : path_ + '/';
    Folder found;
    found.entries.reserve(names->size());
    auto old = folder.entries.begin();
    const auto pass_over = [&] { tell(prefix + std::string(folder.name(*old++)), is_told); };
    for (const std::string& name : *names) {
        auto state = polled_state(::dirfd(opened.get()), name.c_str());
        if (!state || (S_ISDIR(state->mode) && state->identity == excluded_)) continue;
        while (old != folder.entries.end() && folder.name(*old) < name) pass_over();
        Entry entry{static_cast<std::uint32_t>(found.names.size()),
                    static_cast<std::uint32_t>(name.size()), *state, nullptr};
        if (old != folder.entries.end() && folder.name(*old) == name) {
            if (S_ISDIR(state->mode) && old->state.identity == state->identity) {
                entry.folder = std::move(old->folder);
                if (entry.folder) entry.folder->is_shuffled = old->state.is_shuffled(*state);
            }
            if (!old->state.is_still(*state)) tell(prefix + name, is_told);
            ++old;
        } else {
            tell(prefix + name, is_told);
        }
        found.names += name;
        found.entries.push_back(std::move(entry));
    }
    while (old != folder.entries.end()) pass_over();
    found.names.shrink_to_fit();
    found.is_shuffled = folder.is_shuffled;
    folder = std::move(found);
    if (is_told && folder.is_shuffled) tell_what_was_seen(folder);
}

/// Names have come or gone in the folder at `path_`, and perhaps some have done both since they may
/// have been seen.
void PollingTree::tell_what_was_seen(const Folder& folder) {
    bool is_seen = is_everything_seen_;
    for (std::size_t end = path_.size(); !is_seen && end != 0 && end != std::string::npos;
         end = path_.rfind('/', end - 1)) {
        is_seen = seen_.contains(std::string_view(path_).substr(0, end));
    }
    if (is_seen) return tell(path_, true);

    const std::string prefix = path_.ends_with('/') ? path_ : path_ + '/';
    for (auto path = seen_.lower_bound(prefix); path != seen_.end() && path->starts_with(prefix);
         ++path) {
        const std::string_view name = std::string_view(*path).substr(prefix.size());
        const auto name_of = [&](const Entry& entry) { return folder.name(entry); };
        if (!std::ranges::binary_search(folder.entries, name, {}, name_of)) tell(*path, true);
    }
}

void PollingTree::tell(const std::string& path, bool is_told) {
    if (is_told) changes_->written(path, now_);
}

}  // namespace kiosque::indexer
