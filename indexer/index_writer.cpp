// Impacts need the average lengths of the collection before the first of them can be written: they
// are taken from the first batch (all articles of a small collection) and stamped into the
// generation.

#include "indexer/index_writer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>

#include "base/error.hpp"
#include "base/log.hpp"
#include "index/open_index.hpp"
#include "index/schema.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kBatchArticles = 1000;
constexpr std::size_t kBatchBytes = std::size_t{16} << 20U;  ///< of their text
constexpr int kGenerationsKept = 3;

std::string draw_build() {
    std::random_device device;
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%08x%08x", device(), device());
    return text.data();
}

std::string universal_time_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

index::AverageLengths average_lengths(const std::vector<AnalyzedArticle>& articles) {
    double title = 0;
    double lead = 0;
    double body = 0;
    for (const auto& article : articles) {
        title += article.lengths.title;
        lead += article.lengths.lead;
        body += article.lengths.body;
    }
    const double count = std::max<double>(1, static_cast<double>(articles.size()));
    return {std::max(1.0, title / count), std::max(1.0, lead / count), std::max(1.0, body / count)};
}

/// Removes what killed runs and old generations left. Not being able to is no reason to fail.
void sweep(const index::IndexDirectory& directory) {
    try {
        directory.remove_old_generations(kGenerationsKept);
    } catch (const std::exception& error) {
        log_warning(std::string("old generations could not be removed: ") + error.what());
    }
}

}  // namespace

index::IndexDirectory IndexWriter::made(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) {
        throw Error(ErrorCode::io_failed,
                    "cannot make the index folder " + directory.string() + ": " + error.message());
    }
    return index::IndexDirectory(directory);
}

/// The manifest of the generation to be written; what killed runs left behind is swept up first.
index::Manifest IndexWriter::new_manifest() const {
    sweep(directory_);
    index::Manifest manifest;
    manifest.generation = directory_.next_generation();
    manifest.build = draw_build();
    manifest.schema_version = index::kSchemaVersion;
    manifest.analyzer = {text::kAnalyzerVersion, lexicon_.checksum()};
    manifest.facets = facets_.definitions();
    return manifest;
}

std::string IndexWriter::segment_path() const {
    return index::IndexDirectory::generation_path(manifest_.generation) + "/segments/0001";
}

IndexWriter::IndexWriter(const std::filesystem::path& directory, const text::Lexicon& lexicon,
                         const ArticleFacets& facets, WriterOptions options)
    : directory_(made(directory)),
      lock_(directory_),
      lexicon_(lexicon),
      facets_(facets),
      options_(options),
      manifest_(new_manifest()),
      segment_(directory_.root(), segment_path(), facets.definitions()) {}

std::string IndexWriter::published_fingerprint() const {
    try {
        const auto current = directory_.current();
        const bool is_ours =
            current && current->schema_version == manifest_.schema_version &&
            current->analyzer == manifest_.analyzer && current->facets == manifest_.facets &&
            current->ranking == index::RankingParameters::fit(current->average_lengths);
        if (!is_ours) return {};
        // A damaged index must not be left as it is because its articles have not changed.
        const index::OpenIndex whole(directory_, *current, manifest_.analyzer);
        return current->source_fingerprint;
    } catch (const Error& error) {
        log_warning(std::string("the index is made anew: ") + error.what());
        return {};
    }
}

IndexWriter::~IndexWriter() {
    workers_.reset();
    if (is_published_) return;
    // What was begun would fill a disk that may be full already.
    std::error_code ignored;
    std::filesystem::remove_all(directory_.generation_folder(manifest_.generation), ignored);
}

bool IndexWriter::add(Article article) {
    if (!ids_.insert(article.id).second) return false;
    batch_bytes_ += article.body.size();
    batch_.push_back(std::move(article));
    if (batch_.size() == kBatchArticles || batch_bytes_ >= kBatchBytes) submit_batch();
    return true;
}

void IndexWriter::submit_batch() {
    Batch batch{batches_++, std::move(batch_)};
    batch_ = {};
    batch_bytes_ = 0;
    if (batch.number == 0) {
        write_first(std::move(batch));
    } else {
        if (!workers_) workers_.emplace(options_.threads, [this] { return make_worker(); });
        workers_->submit(std::move(batch));
    }
}

/// The first batch tells the average lengths, without which nothing can be weighed.
void IndexWriter::write_first(Batch batch) {
    text::FrenchAnalyzer analyzer(lexicon_);
    std::vector<AnalyzedArticle> analyzed;
    for (auto& article : batch.articles) {
        analyzed.push_back(analyze_article(std::move(article), facets_, analyzer));
    }
    manifest_.average_lengths = average_lengths(analyzed);
    manifest_.ranking = index::RankingParameters::fit(manifest_.average_lengths);
    auto part = segment_.start_part(batch.number);
    for (const auto& article : analyzed) {
        part->add(article, manifest_.average_lengths, manifest_.ranking);
    }
    part->finish();
    segment_.take(batch.number, std::move(part));
}

BatchWorkers::Work IndexWriter::make_worker() {
    auto analyzer = std::make_shared<text::FrenchAnalyzer>(lexicon_);
    return [this, analyzer](Batch batch) {
        auto part = segment_.start_part(batch.number);
        for (auto& article : batch.articles) {
            part->add(analyze_article(std::move(article), facets_, *analyzer),
                      manifest_.average_lengths, manifest_.ranking);
        }
        part->finish();
        segment_.take(batch.number, std::move(part));
    };
}

std::string IndexWriter::publish(const std::string& source_fingerprint) {
    if (!batch_.empty() || batches_ == 0) submit_batch();
    if (workers_) workers_->finish();
    manifest_.segments = {segment_.finish()};
    manifest_.created = universal_time_now();
    manifest_.source_fingerprint = source_fingerprint;
    directory_.publish(manifest_);
    is_published_ = true;
    sweep(directory_);
    return manifest_.name();
}

}  // namespace kiosque::indexer
