#include "indexer/derived/languages.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/derived/word_gaps.hpp"
#include "indexer/derived/word_lists.hpp"

namespace kiosque::indexer {
namespace {

/// Behind these an adjective in small letters is a noun, and no person: those have a capital.
constexpr std::array<std::string_view, 6> kBeforeNouns = {"le", "du", "au", "en", "de", "l"};

/// What is of a language rather than of a country: lemmas.
constexpr std::array<std::string_view, 21> kOfLanguages = {
    "langue",    "langage",     "parler",      "mot",    "terme",    "verbe",      "alphabet",
    "grammaire", "lexique",     "orthographe", "idiome", "dialecte", "traduction", "dictionnaire",
    "locution",  "vocabulaire", "accent",      "sigle",  "acronyme", "initiale",   "nom",
};

/// "l’anglais", "cours d'italien"
bool has_elided_article(std::string_view before) {
    return before.find_first_of("lLdD") != std::string_view::npos;
}

/// "(anglais : House of Commons)", "(allemand Hauptburg)"
bool names_in_brackets(std::span<const ArticleWord> words, std::size_t at) {
    if (at + 1 == words.size()) return false;
    const ArticleWord& next = words[at + 1];
    return next.before.find(':') != std::string_view::npos || next.capitals != Capitals::none;
}

/// "le français Renault": an adjective behind all.
bool has_name_behind(std::span<const ArticleWord> words, std::size_t at) {
    return at + 1 < words.size() && goes_on(words[at + 1]) &&
           words[at + 1].capitals != Capitals::none;
}

}  // namespace

bool is_language(std::span<const ArticleWord> words, std::size_t at) {
    if (words[at].capitals != Capitals::none) return false;
    // "L’anglais recule": small behind an article, it is a noun even where a sentence begins.
    if (words[at].begins_sentence && has_elided_article(words[at].before)) {
        return !has_name_behind(words, at);
    }
    if (at == 0) return false;
    if (words[at].before.ends_with('(')) return names_in_brackets(words, at);
    if (!goes_on(words[at])) return false;
    const bool has_next = at + 1 < words.size() && goes_on(words[at + 1]);
    if (has_next && words[at + 1].is_joined) return false;
    const auto& before = *words[at - 1].terms;
    if (std::any_of(before.lemmas.begin(), before.lemmas.end(),
                    [](const auto& lemma) { return is_one_of(lemma, kOfLanguages); })) {
        return true;
    }
    const bool is_noun =
        is_one_of(before.folded, kBeforeNouns) || has_elided_article(words[at].before);
    return is_noun && !has_name_behind(words, at);
}

}  // namespace kiosque::indexer
