#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "search/engine.hpp"

namespace kiosque::server {

/// Looks several times a second whether an indexer has published something, and has the engine
/// switch to it. What cannot be opened is logged once, and the generation before goes on serving.
class IndexWatcher {
public:
    /// `prepare` is called with each generation before it is switched to. `engine`, and what
    /// `prepare` uses, must outlive the watcher.
    explicit IndexWatcher(search::Engine& engine, search::Engine::Prepare prepare = {});
    ~IndexWatcher();
    IndexWatcher(const IndexWatcher&) = delete;
    IndexWatcher& operator=(const IndexWatcher&) = delete;

private:
    void run();
    void look();

    search::Engine& engine_;
    search::Engine::Prepare prepare_;
    std::string last_failure_;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool is_ending_ = false;
    std::thread thread_;
};

}  // namespace kiosque::server
