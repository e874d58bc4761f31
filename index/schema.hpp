#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Where things stand in a segment. Every prefix, slot and facet name is here, and nowhere else:
/// the indexer writes by these tables and search reads by them.
namespace kiosque::index {

/// Changes whenever a segment of the version before cannot be read as it stands.
inline constexpr int kSchemaVersion = 1;

/// The widths at which a word is filed, from the narrowest to the widest.
enum class Level { exact, lemma, family };

struct LevelRow {
    Level level;
    std::string_view prefix;  ///< of Xapian's terms
    bool has_positions;       ///< phrases are looked up on this level
};
inline constexpr std::array<LevelRow, 3> kLevels = {{
    {Level::exact, "E", false},
    {Level::lemma, "L", true},
    {Level::family, "F", false},
}};

/// The term that files `word` on a level. Words are at most 64 bytes, Xapian's terms 245.
std::string word_term(Level level, std::string_view word);

/// The term that an article is found by; ids that are too long for Xapian are shortened to a hash.
std::string id_term(std::string_view id);

/// A facet that articles declare themselves. The name is public: it stands in URLs and answers.
struct FacetRow {
    std::string_view name;
    bool is_multi_valued;
};
inline constexpr std::array<FacetRow, 4> kFacets = {{
    {"source", false},
    {"auteur", true},
    {"section", false},
    {"tags", true},
}};

/// The facet of dates: counted by year, month, week or day, and not a list of values.
inline constexpr std::string_view kDateFacet = "date";

/// A stem's highest impact; impacts are stored as within-document frequencies of 1 to this.
inline constexpr int kMaxImpact = 127;

}  // namespace kiosque::index
