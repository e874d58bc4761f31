#include "indexer/watch/watching.hpp"

#include <fstream>
#include <thread>

namespace kiosque::test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

indexer::WatchOptions quick(Way way) {
    indexer::WatchOptions options;
    options.quiet = 20ms;
    options.longest_wait = 200ms;
    options.open_rest = 100ms;
    options.poll_every = 30ms;
    options.polling_only = way == Way::looking;
    return options;
}

Watching::Watching(const std::vector<fs::path>& roots, const indexer::WatchOptions& options,
                   const fs::path& excluded)
    : watcher_(roots, excluded, options,
               [this](const std::string& word) { words.push_back(word); }) {
    // Looking tells once more of what was written just before, since it may have changed since.
    if (options.polling_only) std::this_thread::sleep_for(30ms);
    if (options.polling_only) rest();
}

bool Watching::tells(const fs::path& path) {
    return tells_until([&] { return has_told(path); });
}

bool Watching::tells_everything() {
    return tells_until([this] { return everything; });
}

bool Watching::tells_until(const std::function<bool()>& is_enough) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!is_enough() && std::chrono::steady_clock::now() < deadline) {
        take(200ms);
    }
    return is_enough();
}

bool Watching::has_told(const fs::path& path) const {
    for (fs::path around = path; around.has_relative_path(); around = around.parent_path()) {
        if (told.contains(around)) return true;
    }
    return false;
}

void Watching::take(std::chrono::milliseconds most) {
    const indexer::FolderChanges changes = watcher_.wait(std::chrono::steady_clock::now() + most);
    everything = everything || changes.everything;
    told.insert(changes.paths.begin(), changes.paths.end());
}

void Watching::forget() {
    told.clear();
    everything = false;
}

void Watching::rest() {
    while (!watcher_.wait(std::chrono::steady_clock::now() + 150ms).empty()) {
    }
    forget();
}

void write_file(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace kiosque::test
