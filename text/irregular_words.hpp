#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosque::text {

/// The lemmas of a word whose forms no rule joins and the dictionary does not join ("yeux" ->
/// "oeil"), or that the dictionary takes for another one ("paris" -> "paris", not "pari"). Empty
/// for the other words. `exact` is the exact form; what is found here replaces the dictionary's
/// word.
std::vector<std::string> irregular_lemmas(std::string_view exact);

}  // namespace kiosque::text
