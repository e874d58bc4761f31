#pragma once

#include <xapian.h>

#include "index/document_set.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// Which documents of one segment a query finds: exact, from the posting lists, without ranking.
/// About 10 ns a posting; phrases cost a match of Xapian's each.
class DocumentMatcher {
public:
    /// Both must outlive the matcher, which belongs to one thread.
    DocumentMatcher(Xapian::Database& segment, const UnderstoodQuery& query)
        : segment_(segment), query_(query) {}

    /// The documents with every clause, or relaxed: with any of those that are not required.
    index::DocumentSet find(bool relaxed) const;

private:
    index::DocumentSet with_word(const QueryWord& word) const;
    index::DocumentSet with_clause(const Clause& clause) const;
    Xapian::Query phrase_query(const Clause& clause) const;
    void add_postings(const std::string& term, index::DocumentSet& set) const;

    Xapian::Database& segment_;
    const UnderstoodQuery& query_;
};

}  // namespace kiosque::search
