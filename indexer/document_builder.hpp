#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "base/article.hpp"
#include "index/manifest.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/impact.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// An article cut into terms, not weighed yet: impacts need the average lengths of the collection.
struct AnalyzedArticle {
    struct Posting {
        FieldFrequencies frequencies;
        std::vector<Xapian::termpos> positions;  ///< ascending; of facets only
    };

    Article article;
    std::vector<std::vector<std::string>> facets;  ///< as ArticleFacets gives them
    FieldLengths lengths;
    std::map<std::string, Posting> postings;  ///< by Xapian term
    /// The words of title and text in their exact form, in their order; they point into `postings`.
    std::vector<std::string_view> words;
    /// What the words add to the dictionaries of the segment, by key (index/schema.hpp).
    std::vector<std::pair<std::string, std::string>> dictionary;
};

/// Cuts title, lead (the first paragraph) and body at the three levels of a word, finds the values
/// of the facets, and cuts those, too: their words find an article but do not weigh.
AnalyzedArticle analyze_article(Article article, const ArticleFacets& facets,
                                text::FrenchAnalyzer& analyzer);

/// The document as a segment stores it, its impacts as within-document frequencies.
Xapian::Document build_document(const AnalyzedArticle& analyzed,
                                const index::AverageLengths& averages,
                                const index::RankingParameters& ranking);

}  // namespace kiosque::indexer
