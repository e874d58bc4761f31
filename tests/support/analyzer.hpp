#pragma once

#include "text/french_analyzer.hpp"

namespace kiosque::test {

/// The analyzer of a test program, over the real dictionary; one for the whole program, since
/// loading the dictionary takes longer than most tests.
inline text::FrenchAnalyzer& analyzer() {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer made(lexicon);
    return made;
}

}  // namespace kiosque::test
