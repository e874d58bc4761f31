#pragma once

#include <algorithm>
#include <cmath>

#include "index/manifest.hpp"
#include "index/schema.hpp"

namespace kiosque::indexer {

/// How often a term stands in each field of an article.
struct FieldFrequencies {
    unsigned title = 0;
    unsigned lead = 0;
    unsigned body = 0;
};

/// How many words each field of an article has.
struct FieldLengths {
    unsigned title = 0;
    unsigned lead = 0;
    unsigned body = 0;
};

/// The frequency of a term with each field weighted and normalised by its length, saturated as
/// BM25F does (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.6),
/// and scaled to 1 .. kMaxImpact. What is left for searching is to multiply by the term's idf.
inline unsigned impact(const FieldFrequencies& frequencies, const FieldLengths& lengths,
                       const index::AverageLengths& averages,
                       const index::RankingParameters& ranking) {
    const auto field = [](double weight, unsigned frequency, unsigned length, double average,
                          double b) {
        return weight * frequency / (1 - b + b * length / std::max(average, 1.0));
    };
    const double weighted =
        field(ranking.title_weight, frequencies.title, lengths.title, averages.title,
              ranking.title_b) +
        field(ranking.lead_weight, frequencies.lead, lengths.lead, averages.lead, ranking.lead_b) +
        field(ranking.body_weight, frequencies.body, lengths.body, averages.body, ranking.body_b);
    const double saturated = weighted / (weighted + ranking.k1);
    return static_cast<unsigned>(
        std::clamp<long>(std::lround(saturated * index::kMaxImpact), 1, index::kMaxImpact));
}

}  // namespace kiosque::indexer
