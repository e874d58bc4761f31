#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <future>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/inbox.hpp"
#include "index/index_directory.hpp"
#include "index/index_lock.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/base_index.hpp"
#include "indexer/file_table.hpp"
#include "indexer/index_update.hpp"
#include "indexer/publisher.hpp"
#include "indexer/report.hpp"
#include "indexer/run_options.hpp"
#include "indexer/segment_merge.hpp"
#include "indexer/source_survey.hpp"

namespace kiosque::indexer {

/// Keeps an index the same as its sources: knows what is in force, finds out what has changed, and
/// publishes. Holds the lock of the directory as long as it lives. Belongs to one thread.
class Indexer {
public:
    /// Reads configuration, dictionary and the publication in force. `people` is told of problems
    /// and must outlive the object. Throws Error(index_busy) when another indexer holds the lock,
    /// Error for options that cannot be used.
    Indexer(RunOptions options, std::ostream& people);
    ~Indexer();

    /// Looks at all sources and at the inbox, and publishes what has changed; with
    /// RunOptions::rebuild everything, as a new generation. Throws Error for what ends a run; the
    /// index is as it was then.
    RunTotals run();

    /// Looks at these paths below the sources, which may be none, and at the articles that wait in
    /// the inbox.
    RunTotals update(const std::vector<std::filesystem::path>& changed);

    /// Joins segments where there are many, until there is nothing to join. Gives back the name of
    /// what was published, empty for nothing.
    std::string merge();

    /// Writes all articles anew from the index, as a new generation without anything deleted.
    std::string merge_all();

    /// A step of merging in the background: begins a merge that is worth it, and publishes one that
    /// is done. True while there is more to come.
    bool merge_meanwhile();

    const index::IndexDirectory& directory() const { return directory_; }
    const index::Inbox& inbox() const { return inbox_; }

private:
    void open_base();
    bool is_usable(const index::Manifest& manifest) const;
    void refuse_withdrawn() const;
    void keep_looks();
    void check_interrupted() const;
    void apply(const SurveyResult& found, bool is_anew, Report& report, RunTotals& totals);
    index::Manifest new_manifest(int generation) const;
    void add_update(const BulkWriter::Written& written, const IndexUpdate& update,
                    index::Manifest& manifest) const;
    void publish(index::Manifest manifest);
    using Problems = std::map<std::string, std::string>;  ///< messages by path
    void settle(const std::vector<index::InboxTask>& tasks, const Problems& problems) const;
    /// What is worth merging now; no row for nothing.
    struct MergePlan {
        std::vector<std::size_t> rows;
        bool is_all = false;  ///< everything, weighed anew, as a new generation
    };
    MergePlan plan_merge() const;
    /// A merge that needs nothing of what changes meanwhile.
    std::function<MergedSegments()> merge_of(const MergePlan& plan, std::size_t threads) const;
    std::string publish_merged(const MergedSegments& merged);
    void sweep() const;

    RunOptions options_;
    std::ostream& people_;
    index::IndexDirectory directory_;
    index::IndexLock lock_;
    index::Inbox inbox_;
    std::vector<std::string> source_names_;  ///< as manifests have them
    std::string recipe_;
    text::Lexicon lexicon_;
    Publisher publisher_;
    std::unique_ptr<const ArticleFacets> facets_;

    std::unique_ptr<BaseIndex> base_;  ///< null: the index is made anew
    FileTable table_;
    std::future<MergedSegments> merging_;
};

}  // namespace kiosque::indexer
