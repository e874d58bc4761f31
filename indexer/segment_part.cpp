#include "indexer/segment_part.hpp"

#include <utility>

#include "indexer/xapian_errors.hpp"

namespace kiosque::indexer {
namespace {

/// Nothing looks up the terms of a document: without their lists a segment is a sixth smaller.
constexpr int kPartFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                           Xapian::DB_NO_TERMLIST | Xapian::DB_BACKEND_GLASS;

}  // namespace

SegmentPart::SegmentPart(std::filesystem::path folder,
                         const std::vector<index::FacetDefinition>& facets)
    : folder_(std::move(folder)), columns_(facets) {
    std::filesystem::create_directories(folder_.parent_path());
    with_context("write", folder_,
                 [&] { database_ = Xapian::WritableDatabase(folder_.string(), kPartFlags); });
}

void SegmentPart::add(const AnalyzedArticle& analyzed, const Origin& origin,
                      const Weighing& weighing) {
    with_context("add an article to", folder_, [&] {
        database_.add_document(build_document(analyzed, weighing.averages, weighing.ranking));
    });
    dictionary_.insert(analyzed.dictionary.begin(), analyzed.dictionary.end());
    forward_.add(analyzed.lengths.title, analyzed.words);
    columns_.add(analyzed.article.date, analyzed.facets);
    origins_.add(origin);
}

void SegmentPart::finish() {
    with_context("write", folder_, [&] {
        for (const auto& [key, word] : dictionary_) database_.add_synonym(key, word);
        database_.commit();
        database_.close();
    });
}

}  // namespace kiosque::indexer
