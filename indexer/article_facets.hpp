#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/article.hpp"
#include "index/facet.hpp"
#include "indexer/config.hpp"
#include "indexer/derived/derived_facets.hpp"

namespace kiosque::indexer {

/// The facets of an index, and the values that an article has for each. Immutable, safe to share
/// between threads.
///
/// Declared values come first: what an article says of itself ("pays: [France]" in its front
/// matter) stands in place of what would be derived from its text.
class ArticleFacets {
public:
    /// At most so many values of a facet an article, of so many bytes each; more is left out.
    static constexpr std::size_t kMostValues = 1000;
    static constexpr std::size_t kLongestValue = 500;

    /// `analyzer` is used by the constructor only. Throws like FacetDeriver.
    ArticleFacets(const IndexerConfig& config, text::FrenchAnalyzer& analyzer);

    /// Those that every index has, the configured, the derived; the order of the columns.
    const std::vector<index::FacetDefinition>& definitions() const { return definitions_; }

    /// The values of an article, a row for each of `definitions()`. `words` are those of its
    /// title, of which there are `title_words`, and of its text.
    std::vector<std::vector<std::string>> values(const Article& article,
                                                 std::span<const ArticleWord> words,
                                                 std::size_t title_words) const;

    /// Takes out of `article.more` what no facet is made of: an index does not keep it.
    void forget_unused(Article& article) const;

    /// What an article declares and cannot be a value of its facet ("prix: cher"), for the report.
    std::vector<std::string> warnings(const Article& article) const;

private:
    struct Source {
        std::vector<std::string> keys;  ///< under which articles declare values
        std::size_t derived_row;        ///< of the deriver; kNotDerived when it has none
    };
    static constexpr std::size_t kNotDerived = SIZE_MAX;

    void add(index::FacetDefinition facet, Source source);

    FacetDeriver deriver_;
    std::vector<index::FacetDefinition> definitions_;
    std::vector<Source> sources_;
};

}  // namespace kiosque::indexer
