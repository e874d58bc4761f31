#include "index/posting_list.hpp"

#include <algorithm>
#include <limits>

namespace kiosque::index {
namespace {

constexpr std::size_t kBytesOfAPosting = 2;  ///< when packed, about

}  // namespace

// Only the size of a database is checked when it is opened: what is altered within is met here.
PostingList::PostingList(const Xapian::Database& database, const std::string& term)
    : documents_(database.get_termfreq(term)) {
    if (documents_ == 0) return;
    const std::size_t last = database.get_lastdocid();
    const bool is_dense = documents_ * kBytesOfAPosting > last;
    if (is_dense) {
        by_document_.resize(last + 1);
        having_it_ = DocumentSet(last);
    } else {
        packed_.reserve(documents_ * kBytesOfAPosting + documents_ / 4);
    }
    Xapian::docid before = 0;
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        const Xapian::docid document = *posting;
        if (document > last) throw Xapian::DatabaseCorruptError("a posting of no document");
        // Words of facets, which weigh nothing, have none.
        const auto impact = static_cast<std::uint8_t>(std::clamp<Xapian::termcount>(
            posting.get_wdf(), 1, std::numeric_limits<std::uint8_t>::max()));
        highest_impact_ = std::max(highest_impact_, impact);
        if (is_dense) {
            by_document_[document] = impact;
            having_it_.insert(document);
        } else {
            append_number(document - before, packed_);
            packed_ += static_cast<char>(impact);
        }
        before = document;
    }
    packed_.shrink_to_fit();
}

void PostingList::add_to(DocumentSet& set) const {
    if (!by_document_.empty()) {
        set |= having_it_;
        return;
    }
    std::uint32_t document = 0;
    for (const char *at = packed_.data(), *end = at + packed_.size(); at != end; ++at) {
        document += read_number(at, end);
        set.insert(document);
    }
}

}  // namespace kiosque::index
