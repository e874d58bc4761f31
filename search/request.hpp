#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/article.hpp"

namespace kiosque::search {

/// The widest level on which a word of the query may match a word of an article.
enum class MatchLevel {
    exact,    ///< as written, accents kept
    flexion,  ///< other forms of the same word: plural, feminine, conjugation
    famille,  ///< words of the same family: `élection` finds `électeur`
};

enum class Sort { relevance, date_ascending, date_descending };

/// How finely the facet of dates counts.
enum class DateStep { year, month, week, day };

/// The order of a facet's values; those of as many articles stand in the order of names.
enum class FacetOrder { count, name };

/// What is wanted of a facet: its most frequent values; or, for numbers and days, a histogram or
/// ranges. Facets of numbers have steps and ranges, those of days date steps and ranges.
struct FacetRequest {
    static constexpr std::size_t kMaxLimit = 1000;
    static constexpr std::size_t kMaxSeries = 20;

    std::string name;
    std::size_t limit = 10;  ///< values at most, 1 to kMaxLimit
    FacetOrder order = FacetOrder::count;
    std::optional<DateStep> date_step;  ///< the facet of dates has one unless it has ranges
    std::optional<double> number_step;
    std::vector<std::string> ranges;  ///< "2013..2014", "10..<20"; as a filter writes them
    std::string by;                   ///< a facet whose values are counted in each step
    std::size_t series = 5;           ///< how many of them, the most frequent, 1 to kMaxSeries
};

/// Values of a facet by what they begin with.
struct ValueSearch {
    static constexpr std::size_t kMaxOffset = 1'000'000;

    std::string facet;
    std::string prefix;  ///< each of its words begins a word of the value; accents do not matter
    /// Of a hierarchy: only what stands right below this value, or at the top for an empty one.
    std::optional<std::string> under;
    std::size_t limit = 10;
    std::size_t offset = 0;
    FacetOrder order = FacetOrder::count;
};

/// Articles with one of `values` in the facet, or without any of them.
struct FacetFilter {
    std::string name;
    std::vector<std::string> values;
};

/// Days from `first` to `last`, both included; an end that is missing is open.
struct DayRange {
    std::optional<Day> first;
    std::optional<Day> last;
};

/// Which articles are meant: a query and the filters over it.
struct Selection {
    std::string query;  ///< valid UTF-8, at most kMaxQueryCharacters; empty for all articles
    MatchLevel match = MatchLevel::famille;
    std::vector<FacetFilter> only;     ///< one row a facet: OR within a row, AND across rows
    std::vector<FacetFilter> without;  ///< articles with any of these values are left out
    std::optional<DayRange> days;
};

struct SnippetOptions {
    static constexpr std::size_t kMaxFragments = 10;
    static constexpr std::size_t kMinLength = 40;
    static constexpr std::size_t kMaxLength = 1000;

    std::size_t fragments = 1;  ///< 1 to kMaxFragments
    std::size_t length = 280;   ///< of each fragment, in characters, kMinLength to kMaxLength
};

/// A search that has been checked: every value is within its limits.
struct SearchRequest {
    static constexpr std::size_t kMaxLimit = 100;
    static constexpr std::size_t kMaxOffset = 10'000;
    static constexpr std::size_t kMaxQueryCharacters = 1'000;

    Selection selection;
    std::size_t limit = 10;    ///< articles a page, 0 to kMaxLimit
    std::size_t offset = 0;    ///< articles to pass over, 0 to kMaxOffset
    std::optional<Sort> sort;  ///< by default relevance, or the newest first without a query
    std::vector<FacetRequest> facets;
    SnippetOptions snippet;
    bool with_html = true;  ///< title and snippet of each hit, marked
    /// Newer articles first among equals: one of today counts double, one that is so many days old
    /// half as much more. Nothing: the text alone counts.
    std::optional<unsigned> recency_half_life;  ///< days, 1 to kMaxHalfLife
    bool explain = false;                       ///< say what each score is made of

    static constexpr unsigned kMaxHalfLife = 36'500;
};

}  // namespace kiosque::search
