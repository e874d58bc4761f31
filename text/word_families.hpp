#pragma once

#include <string>
#include <utility>

namespace kiosque::text {

/// The word that names a family of the tables.
struct FamilyHead {
    FamilyHead(std::string head, bool is_family_term)
        : word(std::move(head)), is_term(is_family_term) {}

    std::string word;  ///< in its exact form
    bool is_term;      ///< the family's term is the word itself, not its stem
};

/// The head of the family that demonyms.tsv, derivations.tsv or transcriptions.tsv gives `word`, an
/// exact form: "chinois" and "sino" -> "chine". Nothing (nullptr) for the words that stand in none.
/// Names are known without their accents too.
const FamilyHead* family_head(const std::string& word);

}  // namespace kiosque::text
