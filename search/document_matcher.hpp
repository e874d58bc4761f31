#pragma once

#include <xapian.h>

#include "index/document_set.hpp"
#include "search/deadline.hpp"
#include "search/segment.hpp"
#include "search/understood_query.hpp"
#include "search/vocabulary.hpp"

namespace kiosque::search {

/// Which documents of one segment a clause finds: exact, from the posting lists, without ranking.
/// When time is up it is exact for the first documents, up to `examined`, and says nothing of those
/// behind.
/// One or two nanoseconds a posting, ten to twenty of one that is not in memory; phrases a
/// microsecond more for each document that has all their words.
class DocumentMatcher {
public:
    /// All must outlive the matcher, which belongs to one thread.
    DocumentMatcher(const Segment& segment, const Vocabulary& vocabulary, Deadline& deadline)
        : segment_(segment),
          vocabulary_(vocabulary),
          deadline_(deadline),
          examined_(segment.columns.documents()) {}

    /// The documents that the clause finds, whether it is excluded or not. Relaxed, "hier" may also
    /// stand in the text. With `within` only what it holds is told rightly: positions, which cost
    /// most, are looked up in no other documents.
    index::DocumentSet find(const Clause& clause, bool relaxed = false,
                            const index::DocumentSet* within = nullptr) const;

    /// The last document that everything was told of, by all that was asked so far.
    std::size_t examined() const { return examined_; }

private:
    using Words = std::vector<std::string>;

    index::DocumentSet with_word(const Clause& clause, const QueryWord& word,
                                 const Words& families) const;
    index::DocumentSet with_all(const std::vector<Clause>& parts, bool relaxed,
                                const index::DocumentSet* within) const;
    index::DocumentSet in_reach(const Clause& clause, bool relaxed) const;
    index::DocumentSet with_any(const std::vector<Clause>& parts, bool relaxed,
                                const index::DocumentSet* within) const;
    index::DocumentSet in_place(const Clause& clause, index::DocumentSet candidates,
                                const index::DocumentSet* within) const;
    void add_postings(const std::string& term, index::DocumentSet& set) const;
    /// True when time is up before `document`, which then counts as not examined.
    bool is_late(std::size_t document) const;

    /// The empty set over the documents of the segment, and the whole one.
    index::DocumentSet none() const { return index::DocumentSet(segment_.columns.documents()); }
    index::DocumentSet every() const {
        return index::DocumentSet::all(segment_.columns.documents());
    }

    Segment segment_;
    const Vocabulary& vocabulary_;
    Deadline& deadline_;
    mutable std::size_t examined_;
};

/// The documents of a segment that are dated within the range.
index::DocumentSet within_days(const index::Columns& columns, const DayRange& range);

}  // namespace kiosque::search
