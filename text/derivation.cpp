// The endings that make nouns and adjectives of other words, as far as the Snowball stemmer leaves
// them apart. An ending counts when what stands before it is long enough: behind short roots chance
// rules ("papier" and "pape", "chantier" and "chant"). Exceptions stand alone in derivations.tsv.

#include "text/derivation.hpp"

#include <cstddef>
#include <string_view>

#include "text/normalization.hpp"

namespace kiosque::text {
namespace {

struct Derivation {
    std::string_view ending;
    std::string_view base;      ///< what stands in its place in the word behind
    std::size_t shortest_root;  ///< bytes that the ending must leave
    WordClass base_class;
};

// Of two endings that fit, the first one whose base is in the dictionary counts.
// clang-format off
constexpr Derivation kDerivations[] = {
    {"ation", "er", 3, WordClass::verb},         // notation, noter
    {"ition", "ir", 4, WordClass::verb},         // abolition, abolir
    {"teur", "tion", 4, WordClass::other},       // inspecteur, inspection
    {"itaire", "ité", 3, WordClass::other},      // prioritaire, priorité
    {"autaire", "auté", 3, WordClass::other},    // communautaire, communauté
    {"mentaire", "ment", 4, WordClass::other},   // complémentaire, complément
    {"taire", "t", 5, WordClass::other},         // déficitaire, déficit
    {"ulaire", "ule", 3, WordClass::other},      // cellulaire, cellule
    {"aire", "e", 6, WordClass::other},          // légendaire, légende
    {"ier", "e", 4, WordClass::other},           // financier, finance
    {"ier", "", 6, WordClass::other},            // trésorier, trésor
    {"iste", "e", 4, WordClass::other},          // cycliste, cycle
    {"iste", "", 5, WordClass::other},           // fleuriste, fleur
};
// clang-format on

bool is_verb(const std::string& folded, const Lexicon& lexicon) {
    return lexicon.form_without_accents(folded, WordClass::verb) != nullptr;
}

}  // namespace

std::string regular_base(const std::string& lemma, const Lexicon& lexicon) {
    for (const auto& [ending, base, shortest_root, base_class] : kDerivations) {
        if (!lemma.ends_with(ending) || lemma.size() < ending.size() + shortest_root) continue;
        const std::string root = fold(lemma.substr(0, lemma.size() - ending.size()));
        const auto* form = lexicon.form_without_accents(root + fold(base), base_class);
        // "carrier" has nothing to do with "carré": the base ends as it must, accents included.
        if (form == nullptr || !form->ends_with(base)) continue;
        return is_verb(fold(lemma), lexicon) ? std::string{} : *form;  // "parier", "étudier"
    }
    return {};
}

}  // namespace kiosque::text
