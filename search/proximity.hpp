#pragma once

#include <vector>

#include <xapian.h>

#include "search/position_reader.hpp"
#include "search/scorer.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// Tells how close the words of a query stand in a document of one segment.
///
/// Each two telling words that were typed side by side give at most proximity_weight times the
/// lesser idf: all of it where they stand in the text as they were typed, and 1 / (1 + d) of it
/// where the nearest are d words further apart or the other way round, up to kReach.
class Proximity {
public:
    static constexpr unsigned kReach = 8;  ///< words

    /// All must outlive the object, which belongs to one thread.
    Proximity(const Segment& segment, const Vocabulary& vocabulary, const UnderstoodQuery& query,
              TermWeights& weights);

    /// False when the query has no two words to stand together.
    bool can_weigh() const { return !pairs_.empty(); }

    /// What the document gains. Documents are asked for in ascending order.
    double score(Xapian::docid document);

private:
    struct Pair {
        const QueryWord* left;
        const QueryWord* right;
        int typed_distance;
        double weight;
    };

    PositionReader reader_;
    std::vector<Pair> pairs_;
};

}  // namespace kiosque::search
