#include "indexer/watch/debounce.hpp"

#include <algorithm>

namespace kiosque::indexer {
namespace {

/// Between two looks at all the open files, which may be thousands.
constexpr std::chrono::milliseconds kLooksApart{10};

/// The order of std::filesystem::path, in which a folder comes right before all that is below it.
bool comes_before(const std::string& left, const std::string& right) {
    const auto rank = [](char c) { return c == '/' ? 0 : static_cast<unsigned char>(c); };
    return std::ranges::lexicographical_compare(left, right, {}, rank, rank);
}

bool is_below(const std::string& path, const std::string& folder) {
    return path.size() > folder.size() && path[folder.size()] == '/' && path.starts_with(folder);
}

}  // namespace

void Debounce::settled(const std::string& path, Time now) {
    open_.erase(path);
    note(now);
    if (is_everything_ || is_below_a_settled_one(path)) return;
    settled_.insert(path);
    keep_few(now);
}

void Debounce::written(const std::string& path, Time now) {
    if (is_everything_) return;
    const auto [found, is_new] = open_.try_emplace(path, Writing{now, now});
    found->second.last = now;
    open_look_ = std::min(open_look_, now + std::min(options_.open_rest, options_.open_longest));
    if (is_new) keep_few(now);
}

void Debounce::mended(const std::string& path, Time now) {
    if (!open_.contains(path)) settled(path, now);
}

void Debounce::everything(Time now) {
    note(now);
    is_everything_ = true;
    settled_.clear();
    open_.clear();
    open_look_ = Time::max();
}

Debounce::Time Debounce::due() const {
    return std::min(settled_due(), open_look_);
}

FolderChanges Debounce::take(Time now) {
    settle_rested(now);
    if (now < settled_due()) return {};

    std::vector<std::string> sorted(settled_.begin(), settled_.end());
    std::ranges::sort(sorted, comes_before);
    FolderChanges changes;
    changes.everything = is_everything_;
    const std::string* folder = nullptr;
    for (const std::string& path : sorted) {
        if (folder && is_below(path, *folder)) continue;
        folder = &path;
        changes.paths.emplace_back(path);
    }
    is_everything_ = false;
    settled_.clear();
    return changes;
}

void Debounce::note(Time now) {
    if (settled_.empty() && !is_everything_) first_ = now;
    last_ = now;
}

void Debounce::keep_few(Time now) {
    if (settled_.size() + open_.size() > options_.most_paths) everything(now);
}

// Keeps a folder that is being filled from counting as thousands of paths.
bool Debounce::is_below_a_settled_one(std::string_view path) const {
    for (std::size_t slash = path.find('/', 1); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
        if (settled_.contains(path.substr(0, slash))) return true;
    }
    return false;
}

void Debounce::settle_rested(Time now) {
    if (now < open_look_) return;
    std::vector<std::string> rested;
    Time next = Time::max();
    for (const auto& [path, writing] : open_) {
        const Time rests =
            std::min(writing.last + options_.open_rest, writing.first + options_.open_longest);
        if (rests <= now) {
            rested.push_back(path);
        } else {
            next = std::min(next, std::max(rests, now + kLooksApart));
        }
    }
    open_look_ = next;
    for (const std::string& path : rested) settled(path, now);
}

Debounce::Time Debounce::settled_due() const {
    if (settled_.empty() && !is_everything_) return Time::max();
    return std::min(last_ + options_.quiet, first_ + options_.longest_wait);
}

}  // namespace kiosque::indexer
