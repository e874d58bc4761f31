#pragma once

#include <memory>
#include <span>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/mention.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Finds the persons that an article names. A wrong name is worse than a missing one: a name counts
/// when it begins with a first name of prenoms.tsv, stands in personnes.tsv, or when a title, an
/// apposition or a verb of speech beside it tells that it is a person's; and never when it names a
/// street, a school, a prize ... A family name alone counts where the article has it in full.
///
/// Immutable and thread-safe after construction.
class PersonFinder {
public:
    /// `analyzer` is only used during construction.
    explicit PersonFinder(text::FrenchAnalyzer& analyzer);
    ~PersonFinder();
    PersonFinder(const PersonFinder&) = delete;
    PersonFinder& operator=(const PersonFinder&) = delete;

    /// Mentions in the order of the text, none over another, with the facet "personne" and one
    /// value a person; with an empty facet for spans that look like a person's name but are not
    /// sure enough, or are a thing's: they keep place names in them from matching ("Jack London").
    std::vector<Mention> find(std::span<const ArticleWord> words) const;

private:
    struct Tables;
    std::unique_ptr<const Tables> tables_;
};

}  // namespace kiosque::indexer
