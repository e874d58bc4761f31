#pragma once

#include <string>

namespace kiosque::text {

/// What the spellings of a foreign name have in common when letters of another alphabet are written
/// the French, the English or the German way: "tokaïev" and "tokayev" -> "tokaev". `folded` is in
/// lower case without accents; a word without the marks of such a spelling comes back as it is.
std::string transcription_key(const std::string& folded);

}  // namespace kiosque::text
