#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "search/deadline.hpp"
#include "search/request.hpp"
#include "search/result.hpp"

namespace kiosque::index {
class OpenIndex;
}

namespace kiosque::search {

class FacetTable;
class QueryFields;
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
    /// Differs for any two publications, those of a folder that was made anew among them, and for
    /// any two tables of synonyms: where it is the same, so are the answers.
    std::string stamp() const;

    /// The facets of the index, but for that of dates, which every index has. What a request or a
    /// selection names must be among them, and a value of numbers or days one that filter_value
    /// gives.
    const std::vector<index::FacetDefinition>& facet_definitions() const;

    /// When the deadline passes, what was found until then is ranked, counted and shown, and said
    /// to be a part. The same holds of the counts below.
    SearchResult search(const SearchRequest& request, Deadline deadline = {}) const;

    /// The same counts without hits.
    FacetsResult facets(const Selection& selection, const std::vector<FacetRequest>& facets,
                        Deadline deadline = {}) const;

    /// The values of a facet that have what was typed, counted over what the selection finds.
    ValuesResult facet_values(const Selection& selection, const ValueSearch& search,
                              Deadline deadline = {}) const;

    /// Throws Error(not_found).
    ArticleResult article(const std::string& id) const;

    /// Why `query` finds the article. Throws Error(not_found).
    SnippetResult snippet(const std::string& id, const std::string& query, MatchLevel match,
                          const SnippetOptions& options) const;

    /// Counted when first asked for.
    const IndexStats& stats() const;

private:
    IndexStats count_stats() const;

    std::shared_ptr<const index::OpenIndex> index_;
    const SearchTools& tools_;
    std::unique_ptr<const QueryFields> fields_;
    std::unique_ptr<const FacetTable> facets_;
    mutable std::once_flag stats_once_;
    mutable IndexStats stats_;
};

}  // namespace kiosque::search
