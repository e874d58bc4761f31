// Impacts need the average lengths of the collection before the first of them can be written: they
// are taken from the first articles that come in (all of them in a small collection), which wait
// until then, and are stamped into the generation.

#include "indexer/index_writer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>

#include "base/error.hpp"
#include "base/log.hpp"
#include "index/open_index.hpp"
#include "index/schema.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kPendingArticles = 1000;
constexpr std::size_t kPendingBytes = std::size_t{16} << 20U;  ///< of their text
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
                         const ArticleFacets& facets, text::FrenchAnalyzer& analyzer)
    : directory_(made(directory)),
      lock_(directory_),
      lexicon_(lexicon),
      facets_(facets),
      analyzer_(analyzer),
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
    if (is_published_) return;
    // What was begun would fill a disk that may be full already.
    std::error_code ignored;
    std::filesystem::remove_all(directory_.generation_folder(manifest_.generation), ignored);
}

bool IndexWriter::add(Article article) {
    if (!ids_.insert(article.id).second) return false;
    pending_bytes_ += article.body.size();
    pending_.push_back(analyze_article(std::move(article), facets_, analyzer_));
    if (has_averages_ || pending_.size() == kPendingArticles || pending_bytes_ >= kPendingBytes) {
        write_pending();
    }
    return true;
}

void IndexWriter::write_pending() {
    if (!has_averages_) {
        manifest_.average_lengths = average_lengths(pending_);
        manifest_.ranking = index::RankingParameters::fit(manifest_.average_lengths);
    }
    has_averages_ = true;
    for (const auto& article : pending_) {
        segment_.add(article, manifest_.average_lengths, manifest_.ranking);
    }
    pending_.clear();
    pending_bytes_ = 0;
}

std::string IndexWriter::publish(const std::string& source_fingerprint) {
    write_pending();
    manifest_.segments = {segment_.finish()};
    manifest_.created = universal_time_now();
    manifest_.source_fingerprint = source_fingerprint;
    directory_.publish(manifest_);
    is_published_ = true;
    sweep(directory_);
    return manifest_.name();
}

}  // namespace kiosque::indexer
