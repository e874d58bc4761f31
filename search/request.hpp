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

struct FacetRequest {
    std::string name;
    std::size_t limit = 10;  ///< values at most, 1 to 1000; the facet of dates gives them all
    DateStep step = DateStep::year;  ///< of the facet of dates
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
