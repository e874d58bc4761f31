#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

#include "index/document_set.hpp"
#include "index/variable_byte.hpp"

namespace kiosque::index {

/// The documents of a term in one segment with its impact in each (1 at least), unpacked from
/// Xapian's posting list: about two bytes a document, of a term that half of the documents have one
/// byte for every document. It is read at one to two nanoseconds a document, where Xapian's
/// iterator takes ten to twenty. Never changes; safe to share between threads.
class PostingList {
public:
    /// Reads the list of `term`, which may be in no document. Linear. Throws Xapian::Error for a
    /// database that is damaged.
    PostingList(const Xapian::Database& database, const std::string& term);

    std::size_t documents() const { return documents_; }
    std::size_t bytes() const {
        return packed_.capacity() + by_document_.size() + by_document_.size() / 8;
    }

    /// No document has a higher impact; exact.
    std::uint8_t highest_impact() const { return highest_impact_; }

    void add_to(DocumentSet& set) const;

    /// Tells impacts while documents are gone through. The list must outlive it.
    class Reader {
    public:
        explicit Reader(const PostingList& list)
            : by_document_(list.by_document_.empty() ? nullptr : list.by_document_.data()),
              at_(list.packed_.data()),
              end_(at_ + list.packed_.size()) {
            advance();
        }

        /// The impact in a document, 0 where the term is not. Documents are asked for in ascending
        /// order.
        std::uint8_t impact(std::uint32_t document) {
            if (by_document_ != nullptr) return by_document_[document];
            while (document_ < document) advance();
            return document_ == document ? impact_ : 0;
        }

    private:
        void advance() {
            if (at_ == end_) {
                document_ = UINT32_MAX;
                return;
            }
            document_ += read_number(at_, end_);
            impact_ = static_cast<std::uint8_t>(*at_++);
        }

        const std::uint8_t* by_document_;
        const char* at_;
        const char* end_;
        std::uint32_t document_ = 0;
        std::uint8_t impact_ = 0;
    };

private:
    std::size_t documents_ = 0;
    std::uint8_t highest_impact_ = 0;
    std::string packed_;                     ///< the distance from the document before, the impact
    std::vector<std::uint8_t> by_document_;  ///< instead of it: the impact in each document
    DocumentSet having_it_;                  ///< with it: those that have the term
};

}  // namespace kiosque::index
