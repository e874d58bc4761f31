#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/article.hpp"

namespace kiosque::indexer {

/// Articles that one thread works on at a time.
struct Batch {
    std::size_t number;  ///< counts from 0 in the order of the articles
    std::vector<Article> articles;
};

/// Threads that work on batches. Few wait in line, so that memory does not grow with what is read
/// faster than it is worked on.
class BatchWorkers {
public:
    using Work = std::function<void(Batch)>;

    /// Each thread calls `make_work` once, and what it gives for each of its batches.
    BatchWorkers(std::size_t threads, const std::function<Work()>& make_work);

    /// Ends without the batches that still wait.
    ~BatchWorkers();
    BatchWorkers(const BatchWorkers&) = delete;
    BatchWorkers& operator=(const BatchWorkers&) = delete;

    /// Puts a batch in line; waits while the line is full. Throws what a thread has thrown.
    void submit(Batch batch);

    /// Waits until every batch is done. Throws what a thread has thrown. Called once, last.
    void finish();

private:
    void run(const std::function<Work()>& make_work);
    void join();

    std::mutex mutex_;  ///< of what follows
    std::condition_variable changed_;
    std::deque<Batch> line_;
    std::size_t longest_line_;
    bool is_closed_ = false;
    std::exception_ptr failure_;

    std::vector<std::thread> threads_;
};

}  // namespace kiosque::indexer
