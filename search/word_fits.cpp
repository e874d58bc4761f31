#include "search/word_fits.hpp"

namespace kiosque::search {

WordFits::WordFits(const UnderstoodQuery& query) {
    for (const auto& clause : query.clauses) {
        if (clause.is_excluded) continue;
        clause.for_each_word([&](const QueryWord& word) { words_.push_back(&word); });
    }
}

const WordFits::Fit& WordFits::of(const text::WordTerms& terms) {
    const auto [row, is_new] = known_.try_emplace(&terms);
    Fit& fit = row->second;
    if (!is_new) return fit;
    for (const auto* word : words_) {
        if (word->matches(terms)) fit.alone.push_back(word);
        if (word->matches_in_phrase(terms)) fit.in_phrase.push_back(word);
    }
    return fit;
}

}  // namespace kiosque::search
