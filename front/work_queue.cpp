#include "front/work_queue.hpp"

#include <string>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace kiosque::front {

WorkQueue::WorkQueue(std::size_t threads, std::size_t most) : most_(most) {
    try {
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
    } catch (const std::system_error& error) {
        end();
        throw Error(ErrorCode::io_failed,
                    "the system gives no more than " + std::to_string(threads_.size()) + " of " +
                        std::to_string(threads) + " threads: " + error.what());
    }
}

WorkQueue::~WorkQueue() {
    end();
}

bool WorkQueue::add(Work work) {
    {
        const std::lock_guard lock(mutex_);
        if (is_ending_ || waiting_.size() >= most_) return false;
        waiting_.push_back(std::move(work));
    }
    has_work_.notify_one();
    return true;
}

std::size_t WorkQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void WorkQueue::end() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    has_work_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void WorkQueue::drop_waiting() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
}

void WorkQueue::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        has_work_.wait(lock, [&] { return is_ending_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        Work work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

}  // namespace kiosque::front
