#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/article.hpp"
#include "index/index_directory.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/batch_workers.hpp"
#include "indexer/segment_writer.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// How an index is made, whatever it is made of.
struct WriterOptions {
    /// That analyse articles at the same time; by default one for each core.
    std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
};

/// Makes a new generation of an index from articles and puts it in force, all or nothing.
///
/// Articles are worked on in batches by several threads. The order of the documents is that in
/// which they were added, and the result the same for any number of threads.
class IndexWriter {
public:
    /// `lexicon` and `facets` must outlive the writer. Takes the lock of the directory, which is
    /// made if need be; throws Error(index_busy) when another indexer holds it.
    IndexWriter(const std::filesystem::path& directory, const text::Lexicon& lexicon,
                const ArticleFacets& facets, WriterOptions options = {});

    ~IndexWriter();
    IndexWriter(const IndexWriter&) = delete;
    IndexWriter& operator=(const IndexWriter&) = delete;

    /// What the generation in force was made from; empty when there is none, or it
    /// is damaged or of another version.
    std::string published_fingerprint() const;

    /// Adds an article. False, and nothing added, when its id has been added before. Throws what
    /// went wrong with it or with one before.
    bool add(Article article);

    bool has(const std::string& id) const { return ids_.contains(id); }
    std::size_t articles() const { return ids_.size(); }

    /// Publishes what was added; gives back the name of the generation. Called once, last. Without
    /// it the directory stays as it was.
    std::string publish(const std::string& source_fingerprint);

private:
    void submit_batch();
    void write_first(Batch batch);
    BatchWorkers::Work make_worker();

    static index::IndexDirectory made(const std::filesystem::path& directory);
    index::Manifest new_manifest() const;
    std::string segment_path() const;

    index::IndexDirectory directory_;
    index::IndexLock lock_;
    const text::Lexicon& lexicon_;
    const ArticleFacets& facets_;
    WriterOptions options_;
    index::Manifest manifest_;
    SegmentWriter segment_;
    std::set<std::string> ids_;
    std::vector<Article> batch_;
    std::size_t batch_bytes_ = 0;
    std::size_t batches_ = 0;
    std::optional<BatchWorkers> workers_;  ///< once the average lengths are known
    bool is_published_ = false;
};

}  // namespace kiosque::indexer
