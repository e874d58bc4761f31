#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kiosque {

/// Keeps values that were asked for lately, within a bound of memory: those asked for longest ago
/// go first. Thread-safe; constant time.
template <typename Value>
class RecentlyUsed {
public:
    struct Use {
        std::size_t hits = 0;
        std::size_t misses = 0;
        std::size_t values = 0;  ///< kept now
        std::size_t bytes = 0;   ///< of them, with their keys
    };

    /// 0 keeps nothing.
    explicit RecentlyUsed(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// What was kept under `key`; nothing (nullptr) when there is none.
    std::shared_ptr<const Value> find(const std::string& key) {
        const std::lock_guard lock(mutex_);
        const auto known = by_key_.find(key);
        if (known == by_key_.end()) {
            ++use_.misses;
            return nullptr;
        }
        ++use_.hits;
        rows_.splice(rows_.begin(), rows_, known->second);
        return known->second->value;
    }

    /// Keeps a value of so many bytes, but for one that would take more than a sixteenth of the
    /// room.
    void keep(const std::string& key, std::shared_ptr<const Value> value, std::size_t bytes) {
        bytes += key.size() + kBytesOfARow;
        if (bytes > most_bytes_ / kLargestShare) return;
        const std::lock_guard lock(mutex_);
        if (const auto known = by_key_.find(key); known != by_key_.end()) remove(known->second);
        rows_.push_front({key, std::move(value), bytes});
        try {
            by_key_.emplace(rows_.front().key, rows_.begin());
        } catch (...) {
            rows_.pop_front();
            throw;
        }
        use_.bytes += bytes;
        while (use_.bytes > most_bytes_) remove(std::prev(rows_.end()));
    }

    /// The `most` values that were asked for last, the last one first. Linear in `most`.
    std::vector<std::shared_ptr<const Value>> latest(std::size_t most) const {
        const std::lock_guard lock(mutex_);
        std::vector<std::shared_ptr<const Value>> values;
        for (auto row = rows_.begin(); row != rows_.end() && values.size() < most; ++row) {
            values.push_back(row->value);
        }
        return values;
    }

    Use use() const {
        const std::lock_guard lock(mutex_);
        Use use = use_;
        use.values = rows_.size();
        return use;
    }

private:
    static constexpr std::size_t kBytesOfARow = 200;
    static constexpr std::size_t kLargestShare = 16;

    struct Row {
        std::string key;
        std::shared_ptr<const Value> value;
        std::size_t bytes;
    };
    using Rows = std::list<Row>;

    void remove(typename Rows::iterator row) {
        use_.bytes -= row->bytes;
        by_key_.erase(row->key);
        rows_.erase(row);
    }

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    Rows rows_;  ///< the one asked for last in front
    std::unordered_map<std::string_view, typename Rows::iterator> by_key_;
    Use use_;
};

}  // namespace kiosque
