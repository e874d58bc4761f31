#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// A document of a segment, with its score.
struct ScoredDocument {
    std::size_t segment;
    std::uint32_t document;
    double score;
};

/// Orders the documents that a query finds: the score of a term is its impact in the document
/// (stored as its frequency) times log(1 + (N - n + 0.5) / (n + 0.5)), for N articles in the index
/// and n with the term. Each level of a word is scored by its own impact, and what a document has
/// on several levels is added up.
class Ranker {
public:
    /// All must outlive the ranker, which belongs to one thread.
    Ranker(const index::OpenIndex& index, index::Databases& databases,
           const UnderstoodQuery& query);

    /// The `count` best documents of `found` (a set for each segment), best first; equal scores in
    /// the order of the index.
    std::vector<ScoredDocument> best(const std::vector<index::DocumentSet>& found,
                                     std::size_t count);

    /// Fills in the scores of documents that were put in order otherwise.
    void score(std::vector<ScoredDocument>& documents);

private:
    std::vector<ScoredDocument> best_of_segment(std::size_t segment,
                                                const index::DocumentSet& found, std::size_t count);
    Xapian::Query scored_word(const QueryWord& word);
    Xapian::Query scored_term(const std::string& term);
    double idf(const std::string& term);

    const index::OpenIndex& index_;
    index::Databases& databases_;
    const UnderstoodQuery& query_;
    std::unordered_map<std::string, double> known_idf_;
};

}  // namespace kiosque::search
