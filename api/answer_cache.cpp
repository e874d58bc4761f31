#include "api/answer_cache.hpp"

namespace kiosque::api {
namespace {

constexpr std::size_t kBytesOfARow = 200;  ///< beside the texts
constexpr std::size_t kLargestShare = 16;

}  // namespace

std::shared_ptr<const AnswerCache::Answer> AnswerCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) {
        ++use_.misses;
        return nullptr;
    }
    ++use_.hits;
    rows_.splice(rows_.begin(), rows_, known->second);
    return known->second->answer;
}

void AnswerCache::keep(const std::string& key, Answer answer) {
    const std::size_t bytes =
        key.size() + answer.before.size() + answer.behind.size() + kBytesOfARow;
    if (bytes > most_bytes_ / kLargestShare) return;
    auto kept = std::make_shared<const Answer>(std::move(answer));
    const std::lock_guard lock(mutex_);
    if (const auto known = by_key_.find(key); known != by_key_.end()) remove(known->second);
    rows_.push_front({key, std::move(kept), bytes});
    by_key_.emplace(rows_.front().key, rows_.begin());
    use_.bytes += bytes;
    while (use_.bytes > most_bytes_) remove(std::prev(rows_.end()));
}

void AnswerCache::remove(Rows::iterator row) {
    use_.bytes -= row->bytes;
    by_key_.erase(row->key);
    rows_.erase(row);
}

AnswerCache::Use AnswerCache::use() const {
    const std::lock_guard lock(mutex_);
    Use use = use_;
    use.answers = rows_.size();
    return use;
}

}  // namespace kiosque::api
