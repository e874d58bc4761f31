#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/article.hpp"
#include "index/index_directory.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/segment_writer.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Makes a new generation of an index from articles and puts it in force, all or nothing.
class IndexWriter {
public:
    /// `lexicon` and `facets` must outlive the writer, `analyzer` is its own meanwhile. Takes the
    /// lock of the directory, which is made if need be; throws Error(index_busy) when another
    /// indexer holds it.
    IndexWriter(const std::filesystem::path& directory, const text::Lexicon& lexicon,
                const ArticleFacets& facets, text::FrenchAnalyzer& analyzer);

    ~IndexWriter();
    IndexWriter(const IndexWriter&) = delete;
    IndexWriter& operator=(const IndexWriter&) = delete;

    /// What the generation in force was made from; empty when there is none, or it
    /// is damaged or of another version.
    std::string published_fingerprint() const;

    /// Adds an article. False, and nothing added, when its id has been added before.
    bool add(Article article);

    bool has(const std::string& id) const { return ids_.contains(id); }
    std::size_t articles() const { return ids_.size(); }

    /// Publishes what was added; gives back the name of the generation. Called once, last. Without
    /// it the directory stays as it was.
    std::string publish(const std::string& source_fingerprint);

private:
    void write_pending();

    static index::IndexDirectory made(const std::filesystem::path& directory);
    index::Manifest new_manifest() const;
    std::string segment_path() const;

    index::IndexDirectory directory_;
    index::IndexLock lock_;
    const text::Lexicon& lexicon_;
    const ArticleFacets& facets_;
    text::FrenchAnalyzer& analyzer_;
    index::Manifest manifest_;
    SegmentWriter segment_;
    std::set<std::string> ids_;
    std::vector<AnalyzedArticle> pending_;
    std::size_t pending_bytes_ = 0;
    bool has_averages_ = false;
    bool is_published_ = false;
};

}  // namespace kiosque::indexer
