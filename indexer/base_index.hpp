#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "indexer/origins.hpp"

namespace kiosque::indexer {

/// A document of a publication.
struct Place {
    std::size_t segment = 0;
    std::uint32_t document = 0;
};

/// The publication that an update starts from, and what the update takes out of it. Belongs to one
/// thread.
class BaseIndex {
public:
    /// Throws like OpenIndex.
    BaseIndex(const index::IndexDirectory& directory, index::Manifest manifest,
              index::AnalyzerStamp analyzer);

    const index::Manifest& manifest() const { return index_.manifest(); }
    const index::OpenIndex& open() const { return index_; }

    /// The article with an id, unless it was taken out.
    std::optional<Place> find(const std::string& id) const;

    /// The articles of a file, by its key, but for those taken out.
    std::vector<Place> documents_of(std::string_view file) const;

    std::string_view file(Place place) const { return origins(place).file(place.document); }
    std::uint64_t place(Place place) const { return origins(place).place(place.document); }
    const Fingerprint& id(Place place) const { return origins(place).id(place.document); }
    const Fingerprint& article(Place place) const { return origins(place).article(place.document); }

    /// The article as the segment stores it. Throws Error(index_damaged).
    Article stored(Place place) const;

    /// Takes an article out; once is enough.
    void remove(Place place);

    /// What is left of a segment.
    const index::DocumentSet& live(std::size_t segment) const { return live_[segment]; }

private:
    const Origins& origins(Place place) const { return *origins_[place.segment]; }

    index::OpenIndex index_;
    Pool<index::Databases>::Loan databases_;
    std::vector<std::unique_ptr<Origins>> origins_;
    std::vector<index::DocumentSet> live_;
};

}  // namespace kiosque::indexer
