#include "indexer/segment_writer.hpp"

#include "base/error.hpp"
#include "index/durable_file.hpp"
#include "index/schema.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

/// Nothing looks up the terms of a document: without their lists a segment is a sixth smaller.
constexpr int kPartFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                           Xapian::DB_NO_TERMLIST | Xapian::DB_BACKEND_GLASS;

/// Runs `work`, telling what was being done when Xapian fails (most often: the disk is full).
template <typename Work>
void with_context(const std::string& doing, const fs::path& path, Work work) {
    try {
        work();
    } catch (const Xapian::Error& error) {
        throw Error(ErrorCode::io_failed,
                    "cannot " + doing + " " + path.string() + ": " + error.get_description());
    }
}

}  // namespace

SegmentWriter::SegmentWriter(fs::path root, std::string path,
                             const std::vector<index::FacetDefinition>& facets)
    : root_(std::move(root)), path_(std::move(path)), columns_(facets) {}

void SegmentWriter::start_part() {
    fs::create_directories(root_ / path_);
    parts_.push_back(root_ / path_ / ("part-" + std::to_string(++parts_begun_)));
    with_context("write", parts_.back(),
                 [&] { part_ = Xapian::WritableDatabase(parts_.back().string(), kPartFlags); });
    bytes_in_part_ = 0;
}

void SegmentWriter::finish_part() {
    if (documents_in_part_ == 0) return;
    with_context("write", parts_.back(), [&] {
        part_.commit();
        part_.close();
    });
    documents_in_part_ = 0;
    if (parts_.size() == kMostParts) {
        const fs::path joined = root_ / path_ / ("joined-" + std::to_string(parts_begun_));
        join_parts(joined, 0);
        joined_.push_back(joined);
    }
}

void SegmentWriter::join_parts(const fs::path& into, unsigned flags) {
    with_context("join the parts of", into, [&] {
        Xapian::Database all;
        for (const auto& part : parts_) all.add_database(Xapian::Database(part.string()));
        all.compact(into.string(), flags);
    });
    for (const auto& part : parts_) fs::remove_all(part);
    parts_.clear();
}

void SegmentWriter::add(const AnalyzedArticle& analyzed, const index::AverageLengths& averages,
                        const index::RankingParameters& ranking) {
    if (documents_in_part_ == 0) start_part();
    with_context("add an article to", parts_.back(), [&] {
        part_.add_document(build_document(analyzed, averages, ranking));
        for (const auto& [key, word] : analyzed.dictionary) part_.add_synonym(key, word);
    });
    columns_.add(analyzed.article.date, analyzed.facets);
    bytes_in_part_ += analyzed.article.body.size();
    if (++documents_in_part_ == kDocumentsAPart || bytes_in_part_ >= kBytesAPart) finish_part();
}

index::SegmentEntry SegmentWriter::finish() {
    finish_part();
    const fs::path folder = root_ / path_;
    const fs::path database = folder / "xapian.db";
    parts_.insert(parts_.begin(), joined_.begin(), joined_.end());
    join_parts(database, Xapian::DBCOMPACT_SINGLE_FILE);
    index::sync_file(database);

    index::SegmentEntry entry;
    entry.path = path_;
    entry.documents = columns_.documents();
    entry.columns_checksum = columns_.write(folder / "columns.bin");
    entry.bytes = fs::file_size(database) + fs::file_size(folder / "columns.bin");
    index::sync_folder(folder);
    index::sync_folder(folder.parent_path());
    return entry;
}

}  // namespace kiosque::indexer
