#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/article.hpp"
#include "index/facet.hpp"

namespace kiosque::search {

/// How a query was read, told back to the person who typed it.
struct QueryEcho {
    std::string text;      ///< as it came
    std::string parsed;    ///< "énergie ET éolienne"
    bool relaxed = false;  ///< too few articles have all of it: less was asked for
};

struct FacetValue {
    std::string value;  ///< as a filter takes it
    std::size_t count = 0;
    bool selected = false;
    std::vector<FacetValue> by;  ///< of a histogram by another facet: its values in this step
};

/// The lowest and the highest value of a facet of numbers or days over what was found, its own
/// filter left out; empty when no article has one.
struct FacetExtent {
    std::string lowest;
    std::string highest;
    std::size_t articles = 0;  ///< that have a value
};

struct FacetResult {
    std::string name;
    std::vector<FacetValue> values;
    std::optional<FacetExtent> extent;  ///< of numbers and days
};

/// A piece of a text, [begin, end).
struct TextRange {
    std::size_t begin;  ///< UTF-8 bytes
    std::size_t end;
    std::size_t begin_character;  ///< code points
    std::size_t end_character;
};

/// A piece of an article's text, safe to put into a page: all but our <mark> is escaped.
struct Fragment {
    std::string html;
    TextRange piece;                    ///< where it stands in the body
    std::vector<TextRange> highlights;  ///< in the body
};

/// A part of a score, for those who ask why an article stands where it does.
struct ScorePart {
    std::string typed;                 ///< the word of the query; empty for date and recence
    std::vector<std::string> matched;  ///< the words of the article that it found
    std::string level;  ///< exact, flexion, famille, or date, couverture, proximite, recence
    std::vector<std::string> fields;  ///< where these words stand: titre, chapeau, texte
    bool is_synonym = false;          ///< `typed` is not what was typed, but means the same
    std::string term;                 ///< of the index
    unsigned impact = 0;              ///< of the term in the article, 1 to 127
    double weight = 0;                ///< the score is weight x impact / 127
    double score = 0;
};

/// Facet and values, in the order of the index's facets.
using FacetsOfArticle = std::vector<std::pair<std::string, std::vector<std::string>>>;

struct ArticleResult {
    Article article;
    FacetsOfArticle facets;
};

struct Hit {
    Article article;
    double score = 0;
    std::string title_html;
    std::string snippet_html;
    FacetsOfArticle facets;
    std::optional<std::vector<ScorePart>> explanation;  ///< when it was asked for
};

struct SearchResult {
    QueryEcho query;
    std::size_t total = 0;  ///< exact
    std::vector<Hit> hits;
    std::vector<FacetResult> facets;
    std::optional<std::size_t> next_offset;
    bool is_partial = false;  ///< time was up: there is more than was found, and no total is exact
};

struct FacetsResult {
    QueryEcho query;
    std::size_t total = 0;
    std::vector<FacetResult> facets;
    bool is_partial = false;
};

struct SnippetResult {
    std::string id;
    QueryEcho query;
    std::string title_html;
    std::vector<TextRange> title_highlights;
    std::string snippet_html;  ///< the fragments joined
    std::vector<Fragment> fragments;
};

struct AnalyzedToken {
    std::string text;
    std::size_t begin;  ///< UTF-8 bytes, [begin, end)
    std::size_t end;
    std::size_t position;  ///< counts words from 1
    std::string exact;
    std::vector<std::string> lemmas;
    std::string family;
    bool is_stop_word;
};

/// A part of the values of a facet that have what was typed.
struct ValuesResult {
    QueryEcho query;
    std::size_t total = 0;  ///< articles
    std::string facet;
    std::vector<FacetValue> values;
    std::size_t values_total = 0;  ///< how many there are in all
    std::optional<std::size_t> next_offset;
    bool is_partial = false;
};

struct FacetStats {
    index::FacetDefinition facet;
    std::size_t values;
};

struct IndexStats {
    std::size_t articles = 0;
    std::size_t segments = 0;
    std::uint64_t bytes = 0;
    std::string created;
    int schema_version = 0;
    int analyzer_version = 0;
    std::optional<Day> first_day;  ///< of the articles that are dated
    std::optional<Day> last_day;
    std::size_t dated_articles = 0;
    std::vector<FacetStats> facets;
};

}  // namespace kiosque::search
