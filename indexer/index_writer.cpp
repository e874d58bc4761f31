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
#include "index/schema.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kPendingArticles = 1000;
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

/// The manifest of the generation to be written; what killed runs left behind is swept up first.
index::Manifest new_manifest(const index::IndexDirectory& directory) {
    try {
        directory.remove_old_generations(kGenerationsKept);
    } catch (const Error& error) {
        log_warning(std::string("the index is made anew: ") + error.what());
    }
    index::Manifest manifest;
    manifest.generation = directory.next_generation();
    manifest.build = draw_build();
    manifest.schema_version = index::kSchemaVersion;
    manifest.analyzer_version = text::kAnalyzerVersion;
    return manifest;
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

IndexWriter::IndexWriter(const std::filesystem::path& directory, const text::Lexicon& lexicon)
    : directory_(made(directory)),
      lock_(directory_),
      analyzer_(lexicon),
      manifest_(new_manifest(directory_)),
      segment_(directory_.root(),
               std::filesystem::relative(directory_.generation_folder(manifest_.generation),
                                         directory_.root())
                       .string() +
                   "/segments/0001") {}

std::string IndexWriter::published_fingerprint() const {
    try {
        const auto current = directory_.current();
        const bool is_ours = current && current->schema_version == index::kSchemaVersion &&
                             current->analyzer_version == text::kAnalyzerVersion &&
                             current->ranking == manifest_.ranking;
        return is_ours ? current->source_fingerprint : std::string();
    } catch (const Error&) {
        return {};  // the constructor has told
    }
}

bool IndexWriter::add(Article article) {
    if (!ids_.insert(article.id).second) return false;
    pending_.push_back(analyze_article(std::move(article), analyzer_));
    if (has_averages_ || pending_.size() == kPendingArticles) write_pending();
    return true;
}

void IndexWriter::write_pending() {
    if (!has_averages_) manifest_.average_lengths = average_lengths(pending_);
    has_averages_ = true;
    for (const auto& article : pending_) {
        segment_.add(article, manifest_.average_lengths, manifest_.ranking);
    }
    pending_.clear();
}

std::string IndexWriter::publish(const std::string& source_fingerprint) {
    write_pending();
    manifest_.segments = {segment_.finish()};
    manifest_.created = universal_time_now();
    manifest_.source_fingerprint = source_fingerprint;
    directory_.publish(manifest_);
    directory_.remove_old_generations(kGenerationsKept);
    return manifest_.name();
}

}  // namespace kiosque::indexer
