#pragma once

#include <memory>
#include <string>
#include <vector>

#include "search/request.hpp"
#include "search/result.hpp"

namespace kiosque::index {
class OpenIndex;
}

namespace kiosque::search {

struct SearchTools;

/// Answers from one generation of an index, whatever is published meanwhile. Thread-safe.
///
/// Totals and facets are exact: they come from the posting lists and the columns.
class Searcher {
public:
    /// `tools` must outlive the searcher.
    Searcher(std::shared_ptr<const index::OpenIndex> index, const SearchTools& tools);
    ~Searcher();
    Searcher(const Searcher&) = delete;
    Searcher& operator=(const Searcher&) = delete;

    /// "0007.1".
    std::string generation() const;
    /// Differs for any two publications, those of a folder that was made anew among them.
    std::string build() const;

    /// Throws Error(invalid_parameter) for a facet that the index does not have.
    SearchResult search(const SearchRequest& request) const;

    /// The same counts without hits.
    FacetsResult facets(const Selection& selection, const std::vector<FacetRequest>& facets) const;

    /// Throws Error(not_found).
    Article article(const std::string& id) const;

    /// Why `query` finds the article. Throws Error(not_found).
    SnippetResult snippet(const std::string& id, const std::string& query, MatchLevel match,
                          const SnippetOptions& options) const;

    IndexStats stats() const;

private:
    std::shared_ptr<const index::OpenIndex> index_;
    const SearchTools& tools_;
};

}  // namespace kiosque::search
