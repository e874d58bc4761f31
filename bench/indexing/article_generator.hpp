#pragma once

#include <cstdint>
#include <string>

#include "base/article.hpp"
#include "bench/indexing/corpus_samples.hpp"

namespace kiosque::bench {

/// Makes articles that are French to an indexer, though not to a reader: words as frequent as in
/// the corpus, in sentences and paragraphs, most articles short and a few long.
///
/// An article depends on the seed, its number and the samples alone, so that a larger collection
/// begins with the articles of a smaller one.
class ArticleGenerator {
public:
    /// `samples` must outlive the generator. Bodies have `mean_words` in the mean.
    ArticleGenerator(const CorpusSamples& samples, std::uint64_t seed, double mean_words);

    /// The article of a number, counted from 1: "art-0000001".
    Article article(std::size_t number) const;

private:
    class Draw;

    const CorpusSamples& samples_;
    std::uint64_t seed_;
    double mean_words_;
};

}  // namespace kiosque::bench
