#include "indexer/changes.hpp"

#include <algorithm>
#include <numeric>

namespace kiosque::indexer {
namespace {

/// Whether a key is that of `path`, or of a file below it; a folder may end with '/'.
bool is_inside(std::string_view key, std::string_view path) {
    if (path.ends_with('/')) path.remove_suffix(1);
    return path.empty() || key == path || (key.starts_with(path) && key[path.size()] == '/');
}

}  // namespace

std::uintmax_t Changes::bytes() const {
    return std::accumulate(
        files.begin(), files.end(), std::uintmax_t{0},
        [](std::uintmax_t sum, const SourceFile& file) { return sum + file.size; });
}

bool ChangeFinder::is_changed(const SourceFile& file) {
    const FileRecord* known = table_.find(file.key);
    if (known == nullptr || also_ == Also::all) return true;
    if (known->has_problems && also_ == Also::with_problems) return true;
    const auto look = look_at(file.path);
    if (look && look->modified != 0 && *look == known->look) return false;
    if (fingerprint_of_file(file.path) != known->content) return true;
    FileRecord record = *known;
    record.look = look.value_or(FileLook());
    table_.set(file.key, std::move(record));
    return false;
}

void ChangeFinder::see(const SourceFile& file) {
    // Of a million new files nobody asks later which were seen.
    const bool is_all_new = table_.files().empty();
    if (!is_all_new && !seen_.insert(file.key).second) return;
    if (is_changed(file)) changes_.files.push_back(file);
}

void ChangeFinder::end_of(const std::string& prefix, const std::vector<std::string>& unreadable) {
    const auto& files = table_.files();
    // WalkOrder keeps all files of a folder together, behind the file that is called like it.
    for (auto file = files.lower_bound(prefix); file != files.end(); ++file) {
        const std::string& key = file->first;
        if (!is_inside(key, prefix)) break;
        const bool is_unknown =
            std::any_of(unreadable.begin(), unreadable.end(),
                        [&](const std::string& folder) { return is_inside(key, folder); });
        if (!is_unknown && !seen_.contains(key)) changes_.gone.push_back(key);
    }
}

}  // namespace kiosque::indexer
