#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/watch/debounce.hpp"
#include "indexer/watch/descriptor.hpp"
#include "indexer/watch/folder_changes.hpp"
#include "indexer/watch/watch_options.hpp"

namespace kiosque::indexer {

class InotifyTree;
class PollingTree;

/// Something that a person should know, in a sentence.
using OnWord = std::function<void(const std::string&)>;

/// Says which paths have changed below the folders and files of a collection.
///
/// It watches what `walk_source_files` comes across: names that begin with a dot are silent, and
/// symbolic links are followed, so that what changes behind a link is told under the name of the
/// link. A root may be missing, come and go; it is watched for again.
///
/// The kernel tells (inotify), and while nothing happens no time is used. Where it cannot, because
/// there are more folders than it may watch, no inotify, or a file system that others change, the
/// folders are looked at every now and then, and a word says why. Inotify does not tell what is
/// written through a memory map, and of a file with several names (hard links) it tells that one by
/// which it was written; looking finds both.
///
/// The program must not change its working folder when roots are relative. Everything but `stop`
/// is for one thread at a time.
class FolderWatcher {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// What changes after the constructor will be reported. `roots`: files and folders, as given to
    /// the walk. `excluded`: the folder of the index, never reported; may be empty or not exist
    /// yet. `on_word` is called by the constructor and by `wait`. Throws Error(io_failed) when the
    /// process has no descriptors left.
    FolderWatcher(const std::vector<std::filesystem::path>& roots,
                  const std::filesystem::path& excluded, const WatchOptions& options,
                  OnWord on_word);
    ~FolderWatcher();
    FolderWatcher(const FolderWatcher&) = delete;
    FolderWatcher& operator=(const FolderWatcher&) = delete;

    /// Waits until there are changes that have come to rest, or until `deadline`, or for `stop`:
    /// then the changes are empty. A deadline in the past asks what has come to rest by now.
    FolderChanges wait(Time deadline);

    /// Ends `wait`, now and from now on. From any thread or signal handler.
    void stop() noexcept;

    bool is_polling() const { return polling_ != nullptr; }

    /// What the kernel has been asked to watch: one for each folder, and some for what leads there.
    std::size_t watches() const;

private:
    void ask_the_kernel();
    void look_instead(const std::string& why);
    void look(Time now);
    FolderChanges take(Time now);
    void sleep(Time until);

    std::vector<std::string> roots_;
    std::string excluded_;
    WatchOptions options_;
    OnWord on_word_;
    std::atomic<bool> is_stopped_ = false;
    Descriptor wake_;
    Debounce debounce_;
    std::unique_ptr<InotifyTree> tree_;     ///< either this
    std::unique_ptr<PollingTree> polling_;  ///< or that
    Time next_look_ = Time::max();          ///< of `polling_`
    bool is_busy_ = false;                  ///< something happened at the last look of `tree_`
};

}  // namespace kiosque::indexer
