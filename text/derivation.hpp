#pragma once

#include <string>

#include "text/lexicon.hpp"

namespace kiosque::text {

/// The dictionary's word that `lemma`, a dictionary form too, is regularly derived from and that
/// the Snowball stemmer would leave in another family: "pommier" -> "pomme", "notation" -> "noter",
/// "inspecteur" -> "inspection". Empty for the other words.
std::string regular_base(const std::string& lemma, const Lexicon& lexicon);

}  // namespace kiosque::text
