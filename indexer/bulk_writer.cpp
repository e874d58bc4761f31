// Impacts need the average lengths of the collection before the first of them can be written: they
// are taken from the first batch (all articles of a small collection) and stamped into the
// generation.

#include "indexer/bulk_writer.hpp"

#include <array>
#include <cstdio>
#include <utility>

#include "base/error.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kBatchArticles = 1000;
constexpr std::size_t kBatchBytes = std::size_t{16} << 20U;  ///< of their text

std::string segment_path(int generation, int segment) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "/segments/%04d", segment);
    return index::IndexDirectory::generation_path(generation) + name.data();
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
    return {std::max(1.0, title / count), std::max(1.0, lead / count), std::max(1.0, body / count),
            /*few=*/0};
}

}  // namespace

BulkWriter::BulkWriter(const index::IndexDirectory& directory, int generation,
                       const text::Lexicon& lexicon, const ArticleFacets& facets,
                       WriterOptions options, std::optional<Weighing> weighing)
    : directory_(directory),
      generation_(generation),
      lexicon_(lexicon),
      facets_(facets),
      options_(options),
      weighing_(std::move(weighing)) {}

BulkWriter::~BulkWriter() {
    workers_.reset();
    if (joining_.valid()) joining_.wait();
    if (is_finished_) return;
    segment_.reset();
    for (const auto& path : claimed_) {
        std::error_code ignored;
        std::filesystem::remove_all(directory_.root() / path, ignored);
    }
}

/// A folder for the next segment, made at once, so that nobody else takes its number.
std::string BulkWriter::claim_segment() {
    for (int number = directory_.next_segment(generation_);; ++number) {
        const std::string path = segment_path(generation_, number);
        const std::filesystem::path folder = directory_.root() / path;
        std::error_code error;
        std::filesystem::create_directories(folder.parent_path(), error);
        const bool is_ours = std::filesystem::create_directory(folder, error);
        if (error) {
            throw Error(ErrorCode::io_failed,
                        "cannot make the folder " + folder.string() + ": " + error.message());
        }
        if (!is_ours) continue;
        claimed_.push_back(path);
        return path;
    }
}

void BulkWriter::check_interrupted() const {
    if (options_.interrupted != nullptr && *options_.interrupted) {
        throw Error(ErrorCode::interrupted, "interrupted; the index stays as it was");
    }
}

std::size_t BulkWriter::add(Article article, Origin origin) {
    check_interrupted();
    batch_bytes_ += article.title.size() + article.body.size();
    batch_.push_back({std::move(article), std::move(origin)});
    if (batch_.size() == kBatchArticles || batch_bytes_ >= kBatchBytes) submit_batch();
    return articles_++;
}

void BulkWriter::submit_batch() {
    if (!segment_) {
        segment_ = std::make_unique<SegmentWriter>(directory_.root(), claim_segment(),
                                                   facets_.definitions());
        segment_batches_ = 0;
        segment_bytes_ = 0;
    }
    segment_bytes_ += batch_bytes_;
    batch_bytes_ = 0;
    Batch batch{segment_.get(), segment_batches_++, std::exchange(batch_, {})};
    if (!weighing_) {
        write_first(std::move(batch));
    } else if (is_last_ && !workers_) {
        make_worker()(std::move(batch));  // a few articles are not worth a thread
    } else {
        if (!workers_) {
            workers_ =
                std::make_unique<BatchWorkers>(options_.threads, [this] { return make_worker(); });
        }
        workers_->submit(std::move(batch));
    }
    if (segment_bytes_ >= options_.segment_bytes) close_segment();
}

/// The first batch tells the average lengths, without which nothing can be weighed.
void BulkWriter::write_first(Batch batch) {
    text::FrenchAnalyzer analyzer(lexicon_, text::FrenchAnalyzer::kWordsOfCollection, &words_);
    std::vector<AnalyzedArticle> analyzed;
    for (auto& sourced : batch.articles) {
        analyzed.push_back(analyze_article(std::move(sourced.article), facets_, analyzer));
    }
    index::AverageLengths averages = average_lengths(analyzed);
    if (is_last_) averages.few = analyzed.size();
    weighing_ = {averages, index::RankingParameters::fit(averages)};
    auto part = batch.segment->start_part(batch.number);
    for (std::size_t i = 0; i < analyzed.size(); ++i) {
        part->add(analyzed[i], batch.articles[i].origin, *weighing_);
    }
    part->finish();
    batch.segment->take(batch.number, std::move(part));
}

BatchWorkers::Work BulkWriter::make_worker() {
    auto analyzer = std::make_shared<text::FrenchAnalyzer>(
        lexicon_, text::FrenchAnalyzer::kWordsOfCollection, &words_);
    return [this, analyzer](Batch batch) {
        auto part = batch.segment->start_part(batch.number);
        for (auto& [article, origin] : batch.articles) {
            check_interrupted();
            part->add(analyze_article(std::move(article), facets_, *analyzer), origin, *weighing_);
        }
        part->finish();
        batch.segment->take(batch.number, std::move(part));
    };
}

/// Joins the parts of the segment while the next one is begun.
void BulkWriter::close_segment() {
    if (!segment_) return;
    if (workers_) workers_->wait();
    if (joining_.valid()) finished_.push_back(joining_.get());
    joining_ = std::async(std::launch::async,
                          [segment = std::move(segment_)] { return segment->finish(); });
}

BulkWriter::Written BulkWriter::finish() {
    is_last_ = true;
    if (!batch_.empty()) submit_batch();
    close_segment();
    if (joining_.valid()) finished_.push_back(joining_.get());
    check_interrupted();
    is_finished_ = true;
    return {std::move(finished_), weighing_.value_or(Weighing())};
}

}  // namespace kiosque::indexer
