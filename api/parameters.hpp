#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.hpp"
#include "search/facet_names.hpp"
#include "search/request.hpp"

/// From the parameters of a URL to checked requests. Every function throws
/// Error(invalid_parameter), whose message names the parameter, the value it had and what was
/// expected: a wrong value is refused, never silently replaced, and so is an unknown parameter.
namespace kiosque::api {

/// What a hit may carry; `fields=` picks from it.
const std::vector<std::string>& hit_fields();

struct SearchParameters {
    search::SearchRequest request;
    std::vector<std::string> fields;  ///< of each hit, in the order of `hit_fields`
};

/// The facets of the index that is asked, but for that of dates.
using Facets = std::vector<search::FacetDefinition>;

/// q, limit, offset, sort, facets, f.NAME, not.NAME, date, match, fields, fragments, recence,
/// explain.
SearchParameters parse_search(const Parameters& parameters, const Facets& facets);

struct FacetsParameters {
    search::Selection selection;
    std::vector<search::FacetRequest> facets;
};

/// q, facets (by default all), f.NAME, not.NAME, date, match.
FacetsParameters parse_facets(const Parameters& parameters, const Facets& facets);

struct ValuesParameters {
    search::Selection selection;
    search::ValueSearch search;
};

/// q, prefix, under, limit, offset, order, f.NAME, not.NAME, date, match; `facet` is the name in
/// the path.
ValuesParameters parse_values(const std::string& facet, const Parameters& parameters,
                              const Facets& facets);

struct SnippetParameters {
    std::string id;
    std::string query;
    search::MatchLevel match = search::MatchLevel::famille;
    search::SnippetOptions options;
};

/// id (required), q, match, fragments, length.
SnippetParameters parse_snippet(const Parameters& parameters);

/// text (required, at most kMaxAnalyzedBytes).
std::string parse_analyze(const Parameters& parameters);

/// For addresses that take no parameter.
void expect_no_parameters(const Parameters& parameters);

inline constexpr std::size_t kMaxAnalyzedBytes = 100'000;
inline constexpr std::size_t kMaxFacets = 20;
inline constexpr std::size_t kMaxFilterValues = 1'000;  ///< of all filters together
inline constexpr std::size_t kMaxRanges = 100;          ///< of one facet

}  // namespace kiosque::api
