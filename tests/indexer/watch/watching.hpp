#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "indexer/watch/folder_watcher.hpp"

namespace kiosque::test {

/// How a watcher finds changes.
enum class Way { told_by_the_kernel, looking };

/// Options by which tests need not wait long.
indexer::WatchOptions quick(Way way = Way::told_by_the_kernel);

/// A watcher, and all that it has told so far.
///
/// Waits are generous, so that a busy machine fails no test: they end as soon as what is waited for
/// has come.
class Watching {
public:
    explicit Watching(const std::vector<std::filesystem::path>& roots,
                      const indexer::WatchOptions& options = quick(),
                      const std::filesystem::path& excluded = {});

    /// Waits until the path has been told, itself or by a folder around it. True when it has.
    bool tells(const std::filesystem::path& path);
    bool tells_everything();
    bool tells_until(const std::function<bool()>& is_enough);

    /// Has it been told so far?
    bool has_told(const std::filesystem::path& path) const;

    /// Takes what the watcher tells next.
    void take(std::chrono::milliseconds most);

    /// Forgets what was told.
    void forget();

    /// Also lets the watcher tell, and forgets, what is still to be told of what was done so far.
    void rest();

    indexer::FolderWatcher& watcher() { return watcher_; }

    std::set<std::filesystem::path> told;
    bool everything = false;
    std::vector<std::string> words;

private:
    indexer::FolderWatcher watcher_;
};

/// The file at `path` has `bytes`; its folders are made.
void write_file(const std::filesystem::path& path, const std::string& bytes = "x");

}  // namespace kiosque::test
