#pragma once

#include <cstddef>
#include <string_view>

#include "text/lexicon.hpp"

namespace kiosque::text {

enum class WordKind {
    letters,    ///< letters and digits, apostrophes that belong to the word among them
    acronym,    ///< "S.N.C.F."
    number,     ///< "4 700", "28,6"
    inclusive,  ///< "étudiant·e·s"
};

/// Where a word stands in the text that is scanned.
struct WordSpan {
    std::size_t begin;  ///< UTF-8 bytes, [begin, end)
    std::size_t end;
    std::size_t stem_end;  ///< of an inclusive spelling the end of "étudiant", otherwise `end`
    WordKind kind;
    bool is_joined;  ///< a hyphen stands between the word before and this one: "sino-kazakhe"
};

/// Cuts a text into words, left to right, an elided article or pronoun left out ("l’avion" gives
/// "avion", "aujourd'hui" stays whole). Takes any bytes; malformed ones separate words.
///
/// Time is linear in the text, memory constant.
class Scanner {
public:
    /// `text` and `lexicon` must outlive the scanner.
    Scanner(std::string_view text, const Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

    /// Moves on to the next word; false at the end of the text.
    bool next(WordSpan& word);

private:
    std::size_t end_of_letters(std::size_t at) const;
    std::size_t end_of_acronym(std::size_t at) const;
    std::size_t end_of_apostrophe(std::size_t at) const;
    bool scan_word(std::size_t begin, WordSpan& word);

    std::string_view text_;
    const Lexicon& lexicon_;  ///< tells inclusive spellings from missing blanks
    std::size_t at_ = 0;
    bool hyphen_before_ = false;
};

}  // namespace kiosque::text
