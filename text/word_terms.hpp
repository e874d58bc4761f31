#pragma once

#include <string>
#include <vector>

namespace kiosque::text {

/// A word at its three levels, from the narrowest to the widest.
///
/// Lemma and family keep their accents where they would be a function word without them ("maïs").
struct WordTerms {
    std::string exact;                ///< as written, in lower case, accents kept: "élus"
    std::string folded;               ///< the exact form without accents: "elus"
    std::vector<std::string> lemmas;  ///< dictionary forms, folded: "elu", "elire"; never empty
    std::string family;               ///< what its kin have in common, folded: "elu"
    bool is_stop_word = false;
};

}  // namespace kiosque::text
