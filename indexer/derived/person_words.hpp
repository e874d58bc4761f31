#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/derived/article_words.hpp"

namespace kiosque::indexer {

/// What a word may be to a name; a word can be several things. The names that the tables
/// prenoms.tsv and fonctions.tsv give them are in person_words.cpp.
enum PersonCue : std::uint16_t {
    kFirstName = 1U << 0U,
    kUncertainFirstName = 1U << 1U,  ///< begins other names as often: Victoria
    kLeadingFamilyName = 1U << 2U,   ///< stands before the first name: Xi
    kAddress = 1U << 3U,             ///< Mme
    kTitle = 1U << 4U,               ///< ministre
    kCalling = 1U << 5U,             ///< physicien
    kAdjective = 1U << 6U,           ///< between title and name: adjoint
    kSpeech = 1U << 7U,              ///< déclarer
    kThing = 1U << 8U,               ///< is named after persons: prix
    kPlace = 1U << 9U,               ///< the same, with their titles too: rue
    kClosing = 1U << 10U,            ///< closes the name of a thing: Airport
    kReign = 1U << 11U,              ///< a number may follow: Ramsès
    kNever = 1U << 12U,              ///< no part of a person's name: Lundi
};

/// The words that make or mar a person's name. Immutable and thread-safe.
class PersonWords {
public:
    PersonWords();

    /// The cues of a word as it is written, or none (0).
    unsigned of(const ArticleWord& word) const;
    /// Those of its dictionary forms as well: of "présidents", "déclaré".
    unsigned of_any_form(const ArticleWord& word) const;

private:
    unsigned of(const std::string& folded) const;

    std::unordered_map<std::string, unsigned> cues_;
};

/// True for the name of a country or a city, and for an adjective of one.
bool is_of_a_country(const ArticleWord& word);

/// True for the numbers of kings and popes: "XIV", "Ier".
bool is_reign_number(std::string_view written);

/// True for a given name in Pinyin: "Jinping", "Qiang".
bool is_pinyin(std::string_view folded);

}  // namespace kiosque::indexer
