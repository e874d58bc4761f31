#include "indexer/segment_writer.hpp"

#include <algorithm>
#include <utility>

#include <sys/resource.h>

#include "index/durable_file.hpp"
#include "index/file_check.hpp"
#include "indexer/xapian_errors.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

/// How many parts can be open at once: each takes several descriptors, of which the system lets a
/// process have more than it gives at first.
std::size_t parts_at_once() {
    constexpr std::size_t kDescriptorsAPart = 6;
    constexpr std::size_t kOthers = 100;
    constexpr std::size_t kMost = 500;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 2;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const std::size_t free = std::max<std::size_t>(limit.rlim_cur, 2 * kOthers) - kOthers;
    return std::min(kMost, free / kDescriptorsAPart);
}

}  // namespace

SegmentWriter::SegmentWriter(fs::path root, std::string path,
                             std::vector<index::FacetDefinition> facets)
    : root_(std::move(root)),
      path_(std::move(path)),
      facets_(std::move(facets)),
      columns_(facets_) {}

SegmentWriter::~SegmentWriter() {
    if (is_finished_) return;
    waiting_.clear();
    std::error_code ignored;
    fs::remove_all(root_ / path_, ignored);
}

std::unique_ptr<SegmentPart> SegmentWriter::start_part(std::size_t number) const {
    return std::make_unique<SegmentPart>(root_ / path_ / ("part-" + std::to_string(number)),
                                         facets_);
}

void SegmentWriter::take(std::size_t number, std::unique_ptr<SegmentPart> part) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(part));
    for (auto next = waiting_.find(parts_.size()); next != waiting_.end();
         next = waiting_.find(parts_.size())) {
        columns_.append(next->second->columns());
        forward_.append(next->second->forward());
        origins_.append(next->second->origins());
        parts_.push_back(next->second->folder());
        waiting_.erase(next);
    }
}

void SegmentWriter::join(const std::vector<fs::path>& parts, const fs::path& into,
                         unsigned flags) const {
    with_context("join the parts of", into, [&] {
        Xapian::Database all;
        for (const auto& part : parts) all.add_database(Xapian::Database(part.string()));
        all.compact(into.string(), flags);
    });
    for (const auto& part : parts) fs::remove_all(part);
}

index::SegmentEntry SegmentWriter::finish() {
    const fs::path folder = root_ / path_;
    const std::size_t at_once = parts_at_once();
    for (std::size_t round = 0; parts_.size() > at_once; ++round) {
        std::vector<fs::path> joined;
        for (std::size_t begin = 0; begin < parts_.size(); begin += at_once) {
            const auto first = parts_.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto count = std::min(at_once, parts_.size() - begin);
            joined.push_back(
                folder / ("joined-" + std::to_string(round) + "-" + std::to_string(joined.size())));
            join({first, first + static_cast<std::ptrdiff_t>(count)}, joined.back(), 0);
        }
        parts_ = std::move(joined);
    }
    const fs::path database = folder / index::kDatabaseFile;
    join(parts_, database, Xapian::DBCOMPACT_SINGLE_FILE);
    index::sync_file(database);
    columns_.write(folder / index::kColumnsFile);
    forward_.write(folder / index::kForwardFile);
    origins_.write(folder / index::kOriginsFile);
    index::sync_folder(folder);
    index::sync_folder(folder.parent_path());

    index::SegmentEntry entry;
    entry.path = path_;
    entry.documents = columns_.documents();
    for (const auto* name :
         {index::kDatabaseFile, index::kColumnsFile, index::kForwardFile, index::kOriginsFile}) {
        entry.files.push_back(index::describe_file(root_, path_ + "/" + name));
    }
    is_finished_ = true;
    return entry;
}

}  // namespace kiosque::indexer
