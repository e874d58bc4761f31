#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"

namespace kiosque::text {

/// The lemmas of a word that the dictionary does not know.
struct Guess {
    std::vector<std::string> lemmas;  ///< never empty; the most likely one first
    bool is_of_dictionary;            ///< the first one is a dictionary form, not a stem
};

/// First come the dictionary forms that `exact`, an exact form, may be a form of: accents are left
/// aside ("ELECTIONS" -> "élection", "connait" -> "connaître"), new feminines undone ("cheffes" ->
/// "chef"), prefixes kept ("réouverts" -> "réouvrir"). Where there is none, stems come on which the
/// forms of a new word agree: "slameuses" and "slameur" -> "slameu", "kiffaient" and "kiffé" ->
/// "kiffer". A name gives itself, or nearly.
Guess guess_lemmas(const std::string& exact, const Lexicon& lexicon);

}  // namespace kiosque::text
