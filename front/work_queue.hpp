#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kiosque::front {

/// Threads that work off what is waiting, first come, first served; as much may wait as `most`.
/// Thread-safe.
class WorkQueue {
public:
    using Work = std::function<void()>;  ///< must not throw

    /// Throws Error(io_failed) when the system gives no more threads.
    WorkQueue(std::size_t threads, std::size_t most);
    /// Ends as `end` does.
    ~WorkQueue();
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;

    /// False when the queue is full, or has ended: the work is not taken.
    bool add(Work work);

    /// How much waits, what is being worked on left out.
    std::size_t waiting() const;

    /// Works off what waits, then ends the threads.
    void end();

    /// Throws away what waits.
    void drop_waiting();

private:
    void run();

    std::size_t most_;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Work> waiting_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace kiosque::front
