#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/service.hpp"
#include "server/pages/date_window.hpp"
#include "server/pages/search_state.hpp"
#include "server/pages/shown_facet.hpp"

namespace kiosque::server {

/// A value of a facet and how many articles have it.
struct CountedValue {
    std::string value;
    std::size_t count = 0;
};

/// What a search among the values of a facet has found.
struct FoundValues {
    std::vector<CountedValue> values;
    std::size_t total = 0;  ///< more than there are `values` when the list is cut
};

/// What the panel of filters counts.
struct FacetCounts {
    static constexpr std::size_t kMostValues = 40;  ///< of a facet; others are searched for

    std::vector<ShownFacet> facets;
    std::size_t total = 0;                                    ///< articles
    std::map<std::string, std::vector<CountedValue>> values;  ///< by facet, "date" among them
    std::optional<DaySpan> days;  ///< of the articles, the date filter left out; empty without any
    DateWindow window;            ///< what the counts of "date" are the steps of
    std::optional<FoundValues> found;  ///< while the state searches among values
};

/// A search with the counts for its panel, in three questions at most besides the search itself:
/// which facets there are; finer steps where the hits turn out to be few; the values searched for.
class CountedSearch {
public:
    /// Throws Error(invalid_parameter) for what the contract refuses and for a search among the
    /// values of a facet that the index does not have.
    CountedSearch(const api::Service& service, Language language, const SearchState& state,
                  const api::Parameters& parameters);

    const nlohmann::ordered_json& answer() const { return answer_; }
    const FacetCounts& counts() const { return counts_; }
    /// Whether time was up for any of the questions.
    bool is_partial() const { return is_partial_; }

private:
    nlohmann::ordered_json ask(const std::string& path, const api::Parameters& parameters);
    api::Parameters selection() const;
    void read_counts(const nlohmann::ordered_json& answer);
    void look_closer(const nlohmann::ordered_json& ranges);
    void find_values();

    const api::Service& service_;
    const SearchState& state_;
    nlohmann::ordered_json answer_;
    bool is_partial_ = false;
    FacetCounts counts_;
};

}  // namespace kiosque::server
