#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/deadline.hpp"
#include "search/proximity.hpp"
#include "search/scorer.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// A document of a segment, with its score.
struct ScoredDocument {
    std::size_t segment;
    std::uint32_t document;
    double score;
};

/// Newer articles first: a score grows by its 2^-(age / half life)th part.
struct Recency {
    unsigned half_life;  ///< days
    Day today;
};

/// Orders the documents that a query finds: by the words that they have (Scorer), with recency by
/// their day too; then the kProximityWindow best again by how close the words stand (Proximity).
class Ranker {
public:
    static constexpr std::size_t kProximityWindow = 50;

    /// All must outlive the ranker, which belongs to one thread.
    Ranker(const index::OpenIndex& index, const index::Databases& databases,
           const Vocabulary& vocabulary, const UnderstoodQuery& query,
           std::optional<Recency> recency, Deadline& deadline);

    /// True when nothing of the query weighs: filters alone, an author.
    bool has_no_weight() const;

    /// The `count` best documents of `found` (a set for each segment), best first; equal scores in
    /// the order of the index. When the deadline passes, the best of those looked at.
    std::vector<ScoredDocument> best(const std::vector<index::DocumentSet>& found,
                                     std::size_t count);

    /// Fills in the scores of documents that were put in order otherwise.
    void score(std::vector<ScoredDocument>& documents);

    /// What the score of a document is made of; the parts add up to it.
    std::vector<ScorePart> explain(const ScoredDocument& document);

private:
    Scorer scorer(std::size_t segment);
    double recency_factor(std::size_t segment, std::size_t document) const;
    std::vector<ScoredDocument> best_of_segment(std::size_t segment,
                                                const index::DocumentSet& found, std::size_t count);
    void add_proximity(std::vector<ScoredDocument>& documents);

    const index::OpenIndex& index_;
    const index::Databases& databases_;
    const Vocabulary& vocabulary_;
    const UnderstoodQuery& query_;
    std::optional<Recency> recency_;
    Deadline& deadline_;
    TermWeights weights_;
    std::vector<DocumentMatcher> matchers_;
};

}  // namespace kiosque::search
