#include "server/index_watcher.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "base/log.hpp"

namespace kiosque::server {
namespace {

/// A look costs two system calls.
constexpr std::chrono::milliseconds kInterval{100};

}  // namespace

IndexWatcher::IndexWatcher(search::Engine& engine, search::Engine::Prepare prepare)
    : engine_(engine), prepare_(std::move(prepare)) {
    look();
    thread_ = std::thread([this] { run(); });
}

IndexWatcher::~IndexWatcher() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    ending_.notify_all();
    thread_.join();
}

void IndexWatcher::run() {
    std::unique_lock lock(mutex_);
    while (!ending_.wait_for(lock, kInterval, [this] { return is_ending_; })) look();
}

void IndexWatcher::look() {
    try {
        if (!engine_.refresh(prepare_)) return;
        const auto searcher = engine_.current();
        log_info("serving generation " + searcher->generation() + " with " +
                 std::to_string(searcher->stats().articles) + " articles");
        last_failure_.clear();
    } catch (const std::exception& error) {
        if (error.what() == last_failure_) return;
        last_failure_ = error.what();
        log_error(engine_.is_ready() ? "the new generation is not served: " + last_failure_ +
                                           "; meanwhile " + engine_.current()->generation() + " is"
                                     : last_failure_);
    }
}

}  // namespace kiosque::server
