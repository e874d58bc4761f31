#pragma once

#include <string>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/request.hpp"
#include "search/result.hpp"

namespace kiosque::search {

/// The documents that the filters let through, and the counts of facets over them.
/// Exact, from the columns.
class FacetCounter {
public:
    /// All must outlive the counter. `found` holds, for each segment, what the query finds before
    /// any filter.
    FacetCounter(const index::OpenIndex& index, const Selection& selection,
                 const std::vector<index::DocumentSet>& found);

    /// What the query and all filters let through, for each segment.
    std::vector<index::DocumentSet> filtered() const { return filtered_without({}); }

    /// The values of a facet, the most frequent first, values chosen by the selection always among
    /// them. A choice within the facet does not narrow its own counts: they say what choosing the
    /// value instead would give. Days are counted in their order, every one of them, whatever days
    /// are chosen; those with a chosen day are marked.
    FacetResult count(const FacetRequest& request) const;

private:
    std::vector<index::DocumentSet> filtered_without(const std::string& facet) const;
    FacetResult count_values(const FacetRequest& request) const;
    FacetResult count_days(const FacetRequest& request) const;
    bool is_chosen(Day day) const;

    const index::OpenIndex& index_;
    const Selection& selection_;
    const std::vector<index::DocumentSet>& found_;
};

}  // namespace kiosque::search
