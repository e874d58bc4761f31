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
#include "indexer/origins.hpp"

namespace kiosque::indexer {

class SegmentWriter;

struct SourcedArticle {
    Article article;
    Origin origin;
};

/// Articles that one thread works on at a time.
struct Batch {
    SegmentWriter* segment;  ///< that they are for
    std::size_t number;      ///< counts from 0 in the order of the articles of the segment
    std::vector<SourcedArticle> articles;
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

    /// Waits until every batch is done. Throws what a thread has thrown.
    void wait();

private:
    void run(const std::function<Work()>& make_work);

    std::mutex mutex_;  ///< of what follows
    std::condition_variable changed_;
    std::deque<Batch> line_;
    std::size_t longest_line_;
    std::size_t working_ = 0;  ///< threads that have a batch
    bool is_closed_ = false;
    std::exception_ptr failure_;

    std::vector<std::thread> threads_;
};

}  // namespace kiosque::indexer
