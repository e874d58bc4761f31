#pragma once

#include <xapian.h>

#include "index/document_set.hpp"

namespace kiosque::search {

/// Gives a set of documents to Xapian's matcher as a filter.
class SetSource : public Xapian::PostingSource {
public:
    /// `set` must outlive the source and its clones.
    explicit SetSource(const index::DocumentSet& set) : set_(set) {}

    Xapian::doccount get_termfreq_min() const override { return size_; }
    Xapian::doccount get_termfreq_est() const override { return size_; }
    Xapian::doccount get_termfreq_max() const override { return size_; }

    void init(const Xapian::Database&) override {
        size_ = static_cast<Xapian::doccount>(set_.count());
        document_ = 0;
    }
    void next(double) override { document_ = set_.next(document_ + 1); }
    void skip_to(Xapian::docid document, double) override {
        if (document > document_) document_ = set_.next(document);
    }
    bool at_end() const override { return document_ > set_.documents(); }
    Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(document_); }

    Xapian::PostingSource* clone() const override { return new SetSource(set_); }

private:
    const index::DocumentSet& set_;
    Xapian::doccount size_ = 0;
    std::size_t document_ = 0;
};

}  // namespace kiosque::search
