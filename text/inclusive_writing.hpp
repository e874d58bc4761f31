#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/lexicon.hpp"

namespace kiosque::text {

/// A word that names women and men at once: "étudiant·e·s", "député(e)", "acteur·rice".
struct InclusiveWord {
    std::size_t end;        ///< the byte behind the whole spelling
    std::string masculine;  ///< its exact form in the number written: "étudiants", "député"
};

/// The inclusive spelling whose first part stands in `text` at [begin, end_of_stem), or nothing
/// when what follows makes none ("va-t-il", "lemonde.fr", "f(x)").
///
/// The endings may be tied by a point (middle, bullet or full stop), a hyphen, a slash or brackets.
/// A full stop ties "e" and the endings that go on with ".s" only, and to words that `lexicon`
/// knows: "étudiant.e.s", but not "appel.le" and "amazon.es", where a blank is missing or a host is
/// named. Looks at most at the next few dozen bytes.
std::optional<InclusiveWord> scan_inclusive(std::string_view text, std::size_t begin,
                                            std::size_t end_of_stem, const Lexicon& lexicon);

}  // namespace kiosque::text
