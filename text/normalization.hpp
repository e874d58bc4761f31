#pragma once

#include <string>
#include <string_view>

namespace kiosque::text {

/// `utf8` in Unicode's composed form (NFC), so that "é" is one code point however it was typed.
/// Malformed bytes become U+FFFD. Nearly free for text that is composed already.
std::string to_nfc(std::string_view utf8);

/// `utf8` in lower case by ICU's rules, independent of the locale.
std::string to_lower(std::string_view utf8);

/// `utf8` in capitals by ICU's rules, independent of the locale.
std::string to_upper(std::string_view utf8);

/// `word` as the exact level files it: lower case, accents kept, ligatures opened ("Œuvre" ->
/// "oeuvre"), one apostrophe, soft hyphens and other invisible characters left out, composed.
std::string exact_form(std::string_view word);

/// `utf8` in lower case, without accents, ligatures opened: "Cœur À CŒUR" -> "coeur a coeur".
/// Letters that have no such form (Cyrillic, Han ...) stay.
std::string fold(std::string_view utf8);

/// The words of `utf8` as `fold` gives them, apart by single spaces: "L'Île-de-France" -> "l ile de
/// france".
std::string fold_words(std::string_view utf8);

}  // namespace kiosque::text
