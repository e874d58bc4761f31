#include "text/stop_words.hpp"

#include <unordered_set>

namespace kiosque::text {
namespace {

// Words that also name something often asked for (été, personne, fait, or, sommes) are no stop
// words; `est`, `son` and `sous` are, since they stand as grammar nearly always.
// clang-format off
const std::unordered_set<std::string_view> kStopWords = {
    // articles, contractions, elided forms that stand alone
    "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux", "l", "d",
    // pronouns
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "me", "te", "se", "moi",
    "toi", "lui", "leur", "leurs", "eux", "y", "en", "ce", "ceci", "cela", "ça", "celui",
    "celle", "ceux", "celles", "qui", "que", "quoi", "dont", "où", "lequel", "laquelle",
    "lesquels", "lesquelles", "duquel", "desquels", "desquelles", "auquel", "auxquels",
    "auxquelles", "quiconque", "j", "m", "t", "s", "n", "c", "qu",
    // question words
    "combien", "comment", "pourquoi",
    // determiners
    "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre",
    "vos", "cet", "cette", "ces", "quel", "quelle", "quels", "quelles", "quelque", "quelques",
    "chaque",
    // prepositions, conjunctions, adverbs of grammar
    "à", "dans", "par", "pour", "sur", "sous", "avec", "sans", "entre", "vers", "chez",
    "depuis", "dès", "pendant", "selon", "parmi", "afin", "lors", "quant", "jusque",
    "et", "ou", "mais", "donc", "ni", "car", "si", "comme", "quand", "lorsque",
    "puisque", "parce", "quoique", "cependant", "toutefois", "ne", "pas", "plus", "très",
    "aussi", "ainsi", "alors", "là", "ci", "voici", "voilà", "etc",
    // être and avoir
    "est", "sont", "était", "étaient", "être", "sera", "seront", "serait", "seraient", "a",
    "as", "ai", "ont", "avons", "avez", "avait", "avaient", "avoir", "aura", "auront",
    "aurait", "auraient", "suis", "es", "êtes", "ayant", "étant", "soit",
    "soient",
};
// clang-format on

}  // namespace

bool is_stop_word(std::string_view exact) {
    return kStopWords.contains(exact);
}

}  // namespace kiosque::text
