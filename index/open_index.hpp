#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <xapian.h>

#include "base/pool.hpp"
#include "base/recently_used.hpp"
#include "index/columns.hpp"
#include "index/document_set.hpp"
#include "index/forward_index.hpp"
#include "index/index_directory.hpp"
#include "index/manifest.hpp"
#include "index/posting_list.hpp"

namespace kiosque::index {

using Databases = std::vector<Xapian::Database>;

/// The posting lists that were read lately. Segments do not change, so that what is kept stays good
/// from one generation to the next.
using PostingCache = RecentlyUsed<PostingList>;

/// One generation of an index, open for reading. It does not change; a newer generation is another
/// object. Safe to share between threads: each search borrows databases of its own.
class OpenIndex {
public:
    /// Opens what `manifest` names. Throws Error(index_incompatible) for another schema, analyzer
    /// or dictionary, Error(index_damaged) for files that are missing or altered. Without
    /// `postings` each list is read anew whenever it is asked for; it must outlive the index.
    OpenIndex(const IndexDirectory& directory, Manifest manifest, AnalyzerStamp analyzer,
              PostingCache* postings = nullptr);
    OpenIndex(const OpenIndex&) = delete;
    OpenIndex& operator=(const OpenIndex&) = delete;

    const Manifest& manifest() const { return manifest_; }
    std::size_t segments() const { return columns_.size(); }
    const Columns& columns(std::size_t segment) const { return *columns_[segment]; }
    const ForwardIndex& forward(std::size_t segment) const { return *forward_[segment]; }

    /// The documents of a segment that are part of this generation: all but its tombstones.
    const DocumentSet& live(std::size_t segment) const { return live_[segment]; }

    /// The posting list of a term in a segment; `database` is the caller's own of that segment.
    std::shared_ptr<const PostingList> postings(std::size_t segment,
                                                const Xapian::Database& database,
                                                const std::string& term) const;

    /// Xapian's databases for the use of one thread, a row for each segment. The index must outlive
    /// the loan.
    Pool<Databases>::Loan databases() const { return idle_.borrow(); }

private:
    /// A segment's database file, held open: a generation that is removed from the disk while it is
    /// in use goes on answering.
    class SegmentFile {
    public:
        explicit SegmentFile(std::filesystem::path path);
        ~SegmentFile();
        SegmentFile(SegmentFile&& other) noexcept;
        SegmentFile& operator=(SegmentFile&&) = delete;

        Xapian::Database open() const;

    private:
        std::filesystem::path path_;
        int fd_;
    };

    std::unique_ptr<Databases> open_databases() const;

    Manifest manifest_;
    std::vector<SegmentFile> files_;
    std::vector<std::unique_ptr<Columns>> columns_;
    std::vector<std::unique_ptr<ForwardIndex>> forward_;
    std::vector<DocumentSet> live_;
    PostingCache* postings_;
    std::vector<std::string> names_;  ///< of segments, unlike those of any other
    // A Xapian::Database must never be used by two threads at once.
    mutable Pool<Databases> idle_;
};

}  // namespace kiosque::index
