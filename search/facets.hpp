#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/facet_values.hpp"
#include "search/request.hpp"
#include "search/result.hpp"
#include "search/value_counts.hpp"

namespace kiosque::search {

/// The documents that the filters let through, and the counts of facets over them. Exact, from the
/// columns.
///
/// A choice within a facet does not narrow its own counts: they say what choosing a value instead
/// would give. Exclusions hold everywhere.
class FacetCounter {
public:
    /// All must outlive the counter. `found` holds, for each segment, what the query finds before
    /// any filter.
    FacetCounter(const index::OpenIndex& index, const FacetTable& facets,
                 const Selection& selection, const std::vector<index::DocumentSet>& found);

    /// What the query and all filters let through, for each segment.
    const std::vector<index::DocumentSet>& filtered() const { return filtered_; }

    /// The counts of a facet; its name, and that of `by`, must be known to the index.
    ///
    /// Values stand in the order that is asked for, those that the selection has chosen always
    /// among them. Steps and ranges stand in their own order; steps without an article are listed
    /// between others (histogram.hpp).
    FacetResult count(const FacetRequest& request) const;

    /// The values that have what was typed. `query` and `total` of the result stay empty.
    ValuesResult find_values(const ValueSearch& search) const;

private:
    using Sets = std::vector<index::DocumentSet>;

    /// What a filter lets through of what the query finds.
    struct Filter {
        std::string facet;
        bool is_exclusion;
        Sets passing;
    };

    void add_filter(const FacetFilter& filter, bool is_exclusion);
    void add_day_filter();
    Sets filtered_without(const std::string& facet) const;
    std::vector<FacetValue> most_frequent(const FacetRequest& request, std::size_t facet,
                                          const Sets& sets) const;
    std::vector<FacetValue> in_ranges(const FacetRequest& request, const Sets& sets) const;
    std::vector<FacetValue> in_steps(const FacetRequest& request, const Sets& sets) const;
    Sets with_a_step(std::optional<std::size_t> facet, const Sets& sets) const;
    std::size_t count_with(const std::string& facet, const std::string& value,
                           const Sets& sets) const;
    std::vector<std::string> chosen_of(const std::string& facet) const;
    bool is_chosen_step(const std::string& facet, const std::string& name) const;
    FacetValue shown(const FacetValues& values, const ValueCount& count,
                     const std::vector<std::string>& chosen) const;

    const index::OpenIndex& index_;
    const FacetTable& facets_;
    const Selection& selection_;
    const Sets& found_;
    std::vector<Filter> filters_;
    Sets filtered_;
};

}  // namespace kiosque::search
