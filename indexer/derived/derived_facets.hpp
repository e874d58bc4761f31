#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/mention.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// The facet of the years that a text names; its values are numbers.
inline constexpr std::string_view kYearFacet = "annee";

/// The facets that are derived without a table of the user, in order.
const std::vector<std::string>& derived_facet_names();

/// Which facets are derived from the words of articles, and from which tables.
struct DerivationOptions {
    std::set<std::string> off;  ///< facets that are not derived: "personne"
    /// More tables by facet, of the user; a name that is new makes a new facet.
    std::map<std::string, std::vector<std::filesystem::path>> gazetteers;
};

/// The bytes of a table of the user. Throws Error(invalid_parameter) when it cannot be read.
std::string read_user_table(const std::filesystem::path& file);

/// Tells from its words what an article is about: countries, organisations, places, persons,
/// themes, years, and what the user's tables name. Thread-safe once constructed.
class FacetDeriver {
public:
    /// `analyzer` is used here only. Throws Error(invalid_parameter) for a facet that cannot be
    /// put off, and for a table that cannot be read or has a bad line.
    FacetDeriver(const DerivationOptions& options, text::FrenchAnalyzer& analyzer);
    ~FacetDeriver();
    FacetDeriver(const FacetDeriver&) = delete;
    FacetDeriver& operator=(const FacetDeriver&) = delete;

    /// The names of the facets, in order: pays, organisation, lieu, personne, theme, annee, those
    /// of the user; without those that are off.
    const std::vector<std::string>& facets() const { return facets_; }

    /// One row a facet; its values in the order in which they first stand in the article, each
    /// once. The first `title_words` of the words are those of the title.
    ///
    /// Of names that overlap the longest counts, then the one that begins first, then the one whose
    /// facet comes first; a facet of the user also counts where its name is the same words.
    std::vector<std::vector<std::string>> derive(std::span<const ArticleWord> words,
                                                 std::size_t title_words) const;

private:
    std::vector<Mention> chosen_mentions(std::span<const ArticleWord> words) const;
    /// The place of a facet in all_, all_.size() for none.
    std::size_t rank_of(std::string_view facet) const;

    std::vector<std::string> all_;  ///< those that are off too: their names still protect others
    std::vector<std::string> facets_;
    std::vector<std::size_t> row_of_;  ///< in facets_, by place in all_; kNoRow where it is off
    // Nothing of it is read when nothing is derived, since that takes longer than a small run.
    struct Finders;
    std::unique_ptr<Finders> finders_;
};

}  // namespace kiosque::indexer
