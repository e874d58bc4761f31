#pragma once

#include "text/french_analyzer.hpp"

namespace kiosque::test {

/// The real dictionary; one for the whole program, since loading it takes longer than most tests.
inline const text::Lexicon& lexicon() {
    static const text::Lexicon loaded;
    return loaded;
}

/// The analyzer of a test program, over that dictionary.
inline text::FrenchAnalyzer& analyzer() {
    static text::FrenchAnalyzer made(lexicon());
    return made;
}

}  // namespace kiosque::test
