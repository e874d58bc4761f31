#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Where things stand in a segment. Every prefix is here, and nowhere else: the indexer
/// writes by these tables and search reads by them. Facets stand in columns (columns.hpp).
namespace kiosque::index {

/// Changes whenever a segment of the version before cannot be read as it stands.
inline constexpr int kSchemaVersion = 5;

/// The widths at which a word is filed, from the narrowest to the widest.
enum class Level { exact, lemma, family };

struct LevelRow {
    Level level;
    std::string_view prefix;  ///< of Xapian's terms
};
inline constexpr std::array<LevelRow, 3> kLevels = {{
    {Level::exact, "E"},
    {Level::lemma, "L"},
    {Level::family, "F"},
}};

/// A part of an article whose words are filed apart, so that a query can ask for it alone. What
/// stands here comes before the prefix of the level.
using Field = std::string;
inline const Field kWholeText;    ///< title and text
inline const Field kTitle = "T";  ///< the title again
/// The words of a facet's values: `section:énergie` finds "Énergie et climat".
Field facet_field(std::string_view facet);

/// The term that files `word` on a level. Words are at most 64 bytes, Xapian's terms 245.
std::string word_term(const Field& field, Level level, std::string_view word);

/// Xapian has the positions of the words of facets, on the exact level; those of title and text
/// stand in the forward index (forward_index.hpp).
///
/// Beside its terms a segment has dictionaries, kept as Xapian's synonyms.
///
/// Under this key: the words with accents whose folded form is given ("impots" -> "impôts").
std::string accents_key(std::string_view folded);
/// Under this key: the exact forms whose lemma is given, but for the one that is written like it.
/// The forward index holds exact forms; a phrase in any form is looked up by these.
std::string forms_key(std::string_view lemma);

/// Positions left free between title and text, and between the values of a facet, so that no phrase
/// runs from one to the other.
inline constexpr unsigned kPositionGap = 100;

/// The term that an article is found by; ids that are too long for Xapian are shortened to a hash.
std::string id_term(std::string_view id);

/// A stem's highest impact; impacts are stored as within-document frequencies of 1 to this.
inline constexpr int kMaxImpact = 127;

}  // namespace kiosque::index
