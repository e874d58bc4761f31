#pragma once

#include <unordered_map>
#include <vector>

#include "search/understood_query.hpp"
#include "text/word_terms.hpp"

namespace kiosque::search {

/// Which words of a query a word of an article is. Each word of the articles is looked at once,
/// however often and in however many texts it stands. Belongs to one thread.
class WordFits {
public:
    struct Fit {
        std::vector<const QueryWord*> alone;      ///< those that it is, standing alone
        std::vector<const QueryWord*> in_phrase;  ///< and within a phrase
    };

    /// The query must outlive the object.
    explicit WordFits(const UnderstoodQuery& query);

    /// `terms` is known again by its address.
    const Fit& of(const text::WordTerms& terms);

    /// What stood at the addresses is gone.
    void forget() { known_.clear(); }

private:
    std::vector<const QueryWord*> words_;
    std::unordered_map<const text::WordTerms*, Fit> known_;
};

}  // namespace kiosque::search
