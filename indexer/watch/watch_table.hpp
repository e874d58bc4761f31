#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/watch/descriptor.hpp"

namespace kiosque::indexer {

/// The kernel will not tell of changes. The message tells a person why and what to do about it.
class CannotWatch : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Why inotify refused, by the errno of inotify_init1 or inotify_add_watch; `most_watches` is how
/// many the system allows.
std::string why_not_watched(int error, const std::string& most_watches);

using FolderId = std::uint64_t;  ///< 0: none
using AnchorId = std::uint64_t;  ///< 0: none

struct WatchEvent {
    int watch;
    std::uint32_t mask;  ///< of inotify(7)
    std::string name;    ///< in the watched folder; empty when it is about the watched thing itself
};

/// An inotify queue, and who wants to hear of which of its watches. The kernel gives one watch to
/// an inode, however many paths lead to it, so that several may want the same.
///
/// Adding throws CannotWatch when no more may be watched.
class WatchTable {
public:
    struct Watch {
        std::vector<FolderId> folders;                                 ///< want all its events
        std::unordered_map<std::string, std::vector<AnchorId>> names;  ///< want those about a name
    };

    /// Throws CannotWatch when there is no inotify. `max_watches`: 0 is as many as the system
    /// allows.
    explicit WatchTable(std::size_t max_watches);

    int descriptor() const { return queue_.get(); }
    std::size_t size() const { return watches_.size(); }

    /// Adds to what is watched at `path`. Gives the watch, or -1 when nothing is there (any more)
    /// or it may not be read.
    int add_folder(const std::string& path, std::uint32_t mask, FolderId folder);
    int add_name(const std::string& path, std::uint32_t mask, const std::string& name,
                 AnchorId anchor);

    /// Takes back one `add_...`.
    void remove_folder(int watch, FolderId folder);
    void remove_name(int watch, const std::string& name, AnchorId anchor);

    /// Nullptr when nobody wants it any more. Valid until the table is changed.
    const Watch* find(int watch) const;

    /// The kernel has removed the watch; gives who wanted it.
    Watch forget(int watch);

    using OnEvent = std::function<void(const WatchEvent&)>;

    /// Hands over what is queued, without waiting and, so that a storm has an end, not more than
    /// about a queue full. True when there was any. `on_event` may change the table.
    bool read(const OnEvent& on_event);

private:
    int add(const std::string& path, std::uint32_t mask);
    void remove_unwanted(int watch);

    Descriptor queue_;
    std::size_t max_watches_;
    std::unordered_map<int, Watch> watches_;
};

}  // namespace kiosque::indexer
