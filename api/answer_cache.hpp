#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace kiosque::api {

/// Keeps answers that were asked for lately, within a bound of memory: those asked for longest ago
/// go first. Thread-safe; constant time.
class AnswerCache {
public:
    /// The text of an answer around the time that it took, which is that of each request.
    struct Answer {
        std::string before;
        std::string behind;
    };
    struct Use {
        std::size_t hits = 0;
        std::size_t misses = 0;
        std::size_t answers = 0;  ///< kept now
        std::size_t bytes = 0;    ///< of them, with their keys
    };

    /// 0 keeps nothing.
    explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// The answer that was kept under `key`; nothing (nullptr) when there is none.
    std::shared_ptr<const Answer> find(const std::string& key);

    /// Keeps an answer, but for one that would take more than a sixteenth of the room.
    void keep(const std::string& key, Answer answer);

    Use use() const;

private:
    struct Row {
        std::string key;
        std::shared_ptr<const Answer> answer;
        std::size_t bytes;
    };
    using Rows = std::list<Row>;

    void remove(Rows::iterator row);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    Rows rows_;  ///< the one asked for last in front
    std::unordered_map<std::string_view, Rows::iterator> by_key_;
    Use use_;
};

}  // namespace kiosque::api
