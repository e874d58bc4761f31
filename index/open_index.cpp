#include "index/open_index.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.hpp"
#include "index/durable_file.hpp"
#include "index/file_check.hpp"
#include "index/schema.hpp"
#include "index/tombstones.hpp"

namespace kiosque::index {
namespace {

/// A list of fewer documents is read sooner than it is looked up.
constexpr std::size_t kFewPostings = 64;

void check_version(const char* what, int found, int expected) {
    if (found == expected) return;
    throw Error(ErrorCode::index_incompatible,
                "the index was made with version " + std::to_string(found) + " of the " + what +
                    ", this program reads version " + std::to_string(expected) +
                    "; build the index again with kiosque-index --rebuild");
}

}  // namespace

OpenIndex::OpenIndex(const IndexDirectory& directory, Manifest manifest, AnalyzerStamp analyzer,
                     PostingCache* postings)
    : manifest_(std::move(manifest)),
      postings_(postings),
      idle_([this] { return open_databases(); }) {
    check_version("schema", manifest_.schema_version, kSchemaVersion);
    check_version("French analyzer", manifest_.analyzer.version, analyzer.version);
    if (manifest_.analyzer.dictionary != analyzer.dictionary) {
        throw Error(
            ErrorCode::index_incompatible,
            "the index was made with another French dictionary than the one installed here; "
            "build the index again with kiosque-index --rebuild");
    }
    for (const auto& segment : manifest_.segments) {
        for (const auto* name : {kDatabaseFile, kForwardFile}) {
            check_size(directory.root(), segment.file(name));
        }
        check_content(directory.root(), segment.file(kColumnsFile));
        const auto folder = directory.segment_folder(segment);
        files_.emplace_back(folder / kDatabaseFile);
        columns_.push_back(std::make_unique<Columns>(folder / kColumnsFile));
        forward_.push_back(std::make_unique<ForwardIndex>(folder / kForwardFile));
        live_.push_back(DocumentSet::all(segment.documents));
        live_.back().subtract(read_tombstones(directory.root(), segment));
        const FileEntry& database = segment.file(kDatabaseFile);
        names_.push_back(database.path + ' ' + std::to_string(database.checksum) + ' ');
    }
    const auto databases = idle_.borrow();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto expected = manifest_.segments[i].documents;
        if (columns_[i]->documents() != expected || forward_[i]->documents() != expected ||
            (*databases)[i].get_doccount() != expected ||
            (*databases)[i].get_lastdocid() != expected) {
            throw Error(ErrorCode::index_damaged,
                        directory.segment_folder(manifest_.segments[i]).string() +
                            " does not hold the " + std::to_string(expected) +
                            " articles that its manifest names; build the index again with "
                            "kiosque-index --rebuild");
        }
        const auto is_same = [](const FacetColumn& column, const FacetDefinition& facet) {
            return column.name() == facet.name && column.kind() == facet.kind;
        };
        if (!std::equal(columns_[i]->facets().begin(), columns_[i]->facets().end(),
                        manifest_.facets.begin(), manifest_.facets.end(), is_same)) {
            throw Error(ErrorCode::index_damaged,
                        directory.segment_folder(manifest_.segments[i]).string() +
                            " does not have the facets that its manifest names; build the index "
                            "again with kiosque-index --rebuild");
        }
    }
}

OpenIndex::SegmentFile::SegmentFile(std::filesystem::path path)
    : path_(std::move(path)), fd_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0) fail_at("read", path_);
}

OpenIndex::SegmentFile::SegmentFile(SegmentFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

OpenIndex::SegmentFile::~SegmentFile() {
    if (fd_ >= 0) ::close(fd_);
}

Xapian::Database OpenIndex::SegmentFile::open() const {
    try {
        // Opened anew rather than duplicated: a duplicate would share the position in the file, and
        // two databases that are opened at once would read each other's bytes.
        const std::string same_file = "/proc/self/fd/" + std::to_string(fd_);
        const int own = ::open(same_file.c_str(), O_RDONLY | O_CLOEXEC);
        if (own < 0) fail_at("read", path_);
        return Xapian::Database(own);  // closes it
    } catch (const Xapian::Error& error) {
        throw Error(ErrorCode::index_damaged,
                    path_.string() + " cannot be read: " + error.get_msg() +
                        "; build the index again with kiosque-index --rebuild");
    }
}

std::shared_ptr<const PostingList> OpenIndex::postings(std::size_t segment,
                                                       const Xapian::Database& database,
                                                       const std::string& term) const {
    if (postings_ == nullptr) return std::make_shared<const PostingList>(database, term);
    const std::string key = names_[segment] + term;
    if (auto known = postings_->find(key)) return known;
    auto read = std::make_shared<const PostingList>(database, term);
    if (read->documents() >= kFewPostings) postings_->keep(key, read, read->bytes());
    return read;
}

std::unique_ptr<Databases> OpenIndex::open_databases() const {
    auto databases = std::make_unique<Databases>();
    for (const auto& file : files_) databases->push_back(file.open());
    return databases;
}

}  // namespace kiosque::index
