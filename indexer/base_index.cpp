#include "indexer/base_index.hpp"

#include <utility>

#include "index/file_check.hpp"
#include "index/schema.hpp"
#include "index/stored_article.hpp"
#include "indexer/xapian_errors.hpp"

namespace kiosque::indexer {

BaseIndex::BaseIndex(const index::IndexDirectory& directory, index::Manifest manifest,
                     index::AnalyzerStamp analyzer)
    : index_(directory, std::move(manifest), analyzer), databases_(index_.databases()) {
    for (std::size_t i = 0; i < index_.segments(); ++i) {
        const index::SegmentEntry& segment = index_.manifest().segments[i];
        const index::FileEntry& entry = segment.file(index::kOriginsFile);
        index::check_size(directory.root(), entry);
        origins_.push_back(std::make_unique<Origins>(directory.root() / entry.path));
        if (origins_.back()->documents() != segment.documents) {
            throw Error(ErrorCode::index_damaged,
                        entry.path +
                            " is damaged: it does not have the documents of its segment; build "
                            "the index again with kiosque-index --rebuild");
        }
        live_.push_back(index_.live(i));
    }
}

std::optional<Place> BaseIndex::find(const std::string& id) const {
    const std::string term = index::id_term(id);
    return with_context("look up an article in", "the index", [&]() -> std::optional<Place> {
        for (std::size_t i = 0; i < databases_->size(); ++i) {
            const Xapian::Database& database = (*databases_)[i];
            const auto end = database.postlist_end(term);
            for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
                if (live_[i].contains(*posting)) return Place{i, *posting};
            }
        }
        return std::nullopt;
    });
}

std::vector<Place> BaseIndex::documents_of(std::string_view file) const {
    std::vector<Place> places;
    for (std::size_t i = 0; i < origins_.size(); ++i) {
        for (const auto document : origins_[i]->documents_of(file)) {
            if (live_[i].contains(document)) places.push_back({i, document});
        }
    }
    return places;
}

Article BaseIndex::stored(Place place) const {
    return with_context("read an article of", "the index", [&] {
        return index::read_stored_article(
            (*databases_)[place.segment].get_document(place.document).get_data());
    });
}

void BaseIndex::remove(Place place) {
    live_[place.segment].erase(place.document);
}

}  // namespace kiosque::indexer
