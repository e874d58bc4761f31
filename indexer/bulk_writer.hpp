#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "index/index_directory.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/batch_workers.hpp"
#include "indexer/segment_writer.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// How segments are made, whatever they are made of.
struct WriterOptions {
    /// That analyse articles at the same time; by default one for each core.
    std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    /// A segment is closed when its articles have so many bytes of text, which bounds the memory
    /// that it takes to write.
    std::size_t segment_bytes = std::size_t{256} << 20U;
    /// When it becomes true, adding and finishing throw Error(interrupted).
    const std::atomic<bool>* interrupted = nullptr;
};

/// Makes the segments of a generation from articles. Belongs to one thread.
///
/// Articles are worked on in batches by several threads, in memory that does not grow with their
/// number but for the facets and words of one or two segments. The order of the documents is that
/// in which they were added, and the result the same for any number of threads.
class BulkWriter {
public:
    /// What was written: complete and synced, named by no manifest yet.
    struct Written {
        std::vector<index::SegmentEntry> segments;
        Weighing weighing;
    };

    /// `lexicon` and `facets` must outlive the writer; the lock of the directory is held. Several
    /// writers may work on one generation. Without
    /// `weighing` that of the first thousand articles is taken.
    BulkWriter(const index::IndexDirectory& directory, int generation, const text::Lexicon& lexicon,
               const ArticleFacets& facets, WriterOptions options,
               std::optional<Weighing> weighing);

    /// Without `finish` what was written is removed.
    ~BulkWriter();
    BulkWriter(const BulkWriter&) = delete;
    BulkWriter& operator=(const BulkWriter&) = delete;

    /// Adds an article; gives back how many there were before it. Throws what went wrong with it
    /// or with one before.
    std::size_t add(Article article, Origin origin);

    /// Writes what is left. Called once, last. Without any article there is no segment.
    Written finish();

private:
    void submit_batch();
    void write_first(Batch batch);
    BatchWorkers::Work make_worker();
    std::string claim_segment();
    void close_segment();
    void check_interrupted() const;

    index::IndexDirectory directory_;
    int generation_;
    const text::Lexicon& lexicon_;
    const ArticleFacets& facets_;
    WriterOptions options_;
    std::optional<Weighing> weighing_;
    text::WordMemory words_{text::FrenchAnalyzer::kWordsOfCollection};

    std::size_t articles_ = 0;
    std::vector<SourcedArticle> batch_;
    std::size_t batch_bytes_ = 0;

    std::vector<std::string> claimed_;  ///< paths of the segments
    std::unique_ptr<SegmentWriter> segment_;
    std::size_t segment_batches_ = 0;
    std::size_t segment_bytes_ = 0;
    std::vector<index::SegmentEntry> finished_;
    /// The segment before, being joined while the next one grows. Behind what it refers to.
    std::future<index::SegmentEntry> joining_;
    std::unique_ptr<BatchWorkers> workers_;  ///< once the weighing is known
    bool is_last_ = false;                   ///< the batch to come
    bool is_finished_ = false;
};

}  // namespace kiosque::indexer
