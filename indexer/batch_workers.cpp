#include "indexer/batch_workers.hpp"

#include <utility>

namespace kiosque::indexer {

BatchWorkers::BatchWorkers(std::size_t threads, const std::function<Work()>& make_work)
    : longest_line_(threads) {
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this, make_work] { run(make_work); });
    }
}

BatchWorkers::~BatchWorkers() {
    {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
        line_.clear();
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void BatchWorkers::submit(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return line_.size() < longest_line_ || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    line_.push_back(std::move(batch));
    lock.unlock();
    changed_.notify_all();
}

void BatchWorkers::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return (line_.empty() && working_ == 0) || failure_; });
    if (failure_) std::rethrow_exception(failure_);
}

void BatchWorkers::run(const std::function<Work()>& make_work) {
    try {
        const Work work = make_work();
        while (true) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return !line_.empty() || is_closed_; });
            if (line_.empty() || failure_) return;
            Batch batch = std::move(line_.front());
            line_.pop_front();
            ++working_;
            lock.unlock();
            changed_.notify_all();
            work(std::move(batch));
            lock.lock();
            --working_;
            lock.unlock();
            changed_.notify_all();
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        line_.clear();
    }
    changed_.notify_all();
}

}  // namespace kiosque::indexer
