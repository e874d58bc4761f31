#include "indexer/watch/watch_table.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <sys/inotify.h>

namespace kiosque::indexer {
namespace {

std::string allowed_by_the_system() {
    std::string most = "unknown";
    std::ifstream("/proc/sys/fs/inotify/max_user_watches") >> most;
    return most;
}

template <typename Id>
void erase_one(std::vector<Id>& ids, Id id) {
    const auto found = std::ranges::find(ids, id);
    if (found != ids.end()) ids.erase(found);
}

}  // namespace

std::string why_not_watched(int error, const std::string& most_watches) {
    switch (error) {
        case ENOSPC:
            return "no more folders may be watched (fs.inotify.max_user_watches is " +
                   most_watches +
                   "); allow more with 'sysctl fs.inotify.max_user_watches=1048576', then start "
                   "again";
        case EMFILE:
            return "no more programs of this user may watch folders; allow more with 'sysctl "
                   "fs.inotify.max_user_instances=1024' or 'ulimit -n 4096', then start again";
        case ENOSYS:
            return "this system has no inotify";
        default:
            return "inotify refuses: " + std::error_code(error, std::generic_category()).message();
    }
}

WatchTable::WatchTable(std::size_t max_watches)
    : queue_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), max_watches_(max_watches) {
    if (queue_.get() < 0) throw CannotWatch(why_not_watched(errno, {}));
}

int WatchTable::add_folder(const std::string& path, std::uint32_t mask, FolderId folder) {
    const int watch = add(path, mask);
    if (watch >= 0) watches_[watch].folders.push_back(folder);
    return watch;
}

int WatchTable::add_name(const std::string& path, std::uint32_t mask, const std::string& name,
                         AnchorId anchor) {
    const int watch = add(path, mask);
    if (watch >= 0) watches_[watch].names[name].push_back(anchor);
    return watch;
}

void WatchTable::remove_folder(int watch, FolderId folder) {
    const auto found = watches_.find(watch);
    if (found == watches_.end()) return;
    erase_one(found->second.folders, folder);
    remove_unwanted(watch);
}

void WatchTable::remove_name(int watch, const std::string& name, AnchorId anchor) {
    const auto found = watches_.find(watch);
    if (found == watches_.end()) return;
    const auto wanted = found->second.names.find(name);
    if (wanted == found->second.names.end()) return;
    erase_one(wanted->second, anchor);
    if (wanted->second.empty()) found->second.names.erase(wanted);
    remove_unwanted(watch);
}

const WatchTable::Watch* WatchTable::find(int watch) const {
    const auto found = watches_.find(watch);
    return found == watches_.end() ? nullptr : &found->second;
}

WatchTable::Watch WatchTable::forget(int watch) {
    auto node = watches_.extract(watch);
    return node ? std::move(node.mapped()) : Watch{};
}

bool WatchTable::read(const OnEvent& on_event) {
    constexpr int reads = 16;
    alignas(inotify_event) std::array<char, 65536> buffer{};
    bool any = false;
    for (int i = 0; i < reads; ++i) {
        const ssize_t size = ::read(queue_.get(), buffer.data(), buffer.size());
        if (size <= 0) break;
        any = true;
        for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            // The name is padded with zeros to `len`, which is 0 where there is none.
            const char* name = event.len == 0 ? "" : buffer.data() + at + sizeof event;
            on_event({event.wd, event.mask, name});
            at += sizeof event + event.len;
        }
    }
    return any;
}

int WatchTable::add(const std::string& path, std::uint32_t mask) {
    const int watch = ::inotify_add_watch(queue_.get(), path.c_str(), mask | IN_MASK_ADD);
    if (watch < 0) {
        if (errno == ENOSPC || errno == ENOMEM || errno == ENOSYS) {
            throw CannotWatch(why_not_watched(errno, allowed_by_the_system()));
        }
        return -1;
    }
    const bool is_new = watches_.try_emplace(watch).second;
    if (is_new && max_watches_ != 0 && watches_.size() > max_watches_) {
        throw CannotWatch(why_not_watched(ENOSPC, std::to_string(max_watches_)));
    }
    return watch;
}

void WatchTable::remove_unwanted(int watch) {
    const auto found = watches_.find(watch);
    if (!found->second.folders.empty() || !found->second.names.empty()) return;
    // Fails when the kernel was faster, and says so by an event that nobody wants any more.
    ::inotify_rm_watch(queue_.get(), watch);
    watches_.erase(found);
}

}  // namespace kiosque::indexer
