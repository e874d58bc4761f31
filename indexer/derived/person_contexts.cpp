#include "indexer/derived/person_contexts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/derived/name_runs.hpp"
#include "indexer/derived/word_lists.hpp"

namespace kiosque::indexer {
namespace {

constexpr unsigned kOffice = kAddress | kTitle;
constexpr unsigned kAnyRole = kAddress | kTitle | kCalling;

bool is_determiner(const ArticleWord& word) {
    constexpr std::array<std::string_view, 25> kDeterminers = {
        "le",  "la",    "les",   "du",   "des",   "au",   "aux",   "un",  "une",
        "ce",  "cet",   "cette", "ces",  "son",   "sa",   "ses",   "mon", "ma",
        "mes", "notre", "votre", "leur", "leurs", "quel", "quelle"};
    return is_one_of(word.terms->folded, kDeterminers);
}

bool is_preposition(const ArticleWord& word) {
    constexpr std::array<std::string_view, 7> kPrepositions = {"de", "du",  "des", "a",
                                                               "au", "aux", "en"};
    return is_one_of(word.terms->folded, kPrepositions);
}

bool ends_with_apostrophe(std::string_view between) {
    return between.ends_with("'") || between.ends_with("’");
}

}  // namespace

/// True when word `at` follows the one before without a mark of punctuation, elided or not.
bool PersonContexts::follows(std::size_t at) const {
    if (at == 0 || at >= words_.size()) return false;
    if (words_[at].is_joined || follows_directly(words_, at, cues_)) return true;
    const std::string_view between = words_[at].before;
    return ends_with_apostrophe(between) &&
           between.find_first_of(".,;:!?()\n\"/") == std::string_view::npos &&
           between.find("«") == std::string_view::npos;
}

bool PersonContexts::is_adjective(std::size_t at) const {
    return (cues_.of(words_[at]) & kAdjective) != 0 || is_of_a_country(words_[at]);
}

/// The word before `begin` that is no adjective, or `begin` when a mark or the start of the article
/// stands between.
std::size_t PersonContexts::before_adjectives(std::size_t begin) const {
    constexpr std::size_t kMost = 4;
    std::size_t at = begin;
    while (follows(at) && begin - at <= kMost) {
        --at;
        if ((cues_.of_any_form(words_[at]) & (kOffice | kThing | kPlace)) != 0) return at;
        if (!is_adjective(at)) return at;
    }
    return begin;
}

bool PersonContexts::has_title(std::size_t begin) const {
    if (!follows_directly(words_, begin, cues_)) return false;
    const std::size_t at = before_adjectives(begin);
    return at != begin && (cues_.of_any_form(words_[at]) & kOffice) != 0;
}

bool PersonContexts::has_title_with_complement(std::size_t begin) const {
    constexpr std::size_t kMost = 9;
    for (std::size_t at = begin; follows(at) && begin - at < kMost;) {
        --at;
        const ArticleWord& word = words_[at];
        if ((cues_.of_any_form(word) & kAnyRole) != 0 && word.capitals == Capitals::none) {
            std::size_t next = at + 1;
            while (next < begin && is_adjective(next)) ++next;
            return next <= begin && next < words_.size() &&
                   (is_preposition(words_[next]) || ends_with_apostrophe(words_[next].before));
        }
        const bool is_link = is_preposition(word) || is_determiner(word) ||
                             word.terms->folded == "et" || !word.terms->is_stop_word;
        if (!is_link || (cues_.of(word) & kSpeech) != 0) return false;
    }
    return false;
}

bool PersonContexts::has_apposition(std::size_t end) const {
    constexpr std::size_t kMost = 4;
    if (end >= words_.size()) return false;
    const std::string_view mark = words_[end].before;
    const bool is_opened = mark.starts_with(',') || mark.starts_with(" (");
    if (!is_opened || mark.find_first_of(".;:\n") != std::string_view::npos) return false;
    for (std::size_t at = end; at < words_.size() && at < end + kMost; ++at) {
        if (at > end && !follows(at)) return false;
        if (words_[at].capitals == Capitals::all && words_[at].terms->folded != "pdg") return false;
        const bool is_role = (cues_.of(words_[at]) & (kTitle | kCalling)) != 0;
        if (is_role && !words_[at].terms->is_stop_word) return true;
        constexpr std::array<std::string_view, 8> kLinks = {
            "nouveau", "nouvelle", "alors", "vice", "co", "aussi", "egalement", "futur"};
        const bool is_link = is_determiner(words_[at]) || is_adjective(at) ||
                             is_one_of(words_[at].terms->folded, kLinks);
        if (!is_link) return false;
    }
    return false;
}

bool PersonContexts::speaks(std::size_t begin, std::size_t end) const {
    const auto is_said = [&](std::size_t at) {
        return words_[at].capitals == Capitals::none &&
               (cues_.of_any_form(words_[at]) & kSpeech) != 0;
    };
    constexpr std::array<std::string_view, 5> kAuxiliaries = {"a", "ont", "avait", "est", "aurait"};
    // Only an inversion: "... », a déclaré Paul Durand", since verbs have objects too.
    if (follows_directly(words_, begin, cues_) && is_said(begin - 1)) {
        std::size_t verb = begin - 1;
        if (verb > 0 && is_one_of(words_[verb - 1].terms->folded, kAuxiliaries)) --verb;
        const std::string_view mark = words_[verb].before;
        if (mark.find(',') != std::string_view::npos || mark.find("»") != std::string_view::npos ||
            mark.find('"') != std::string_view::npos) {
            return true;
        }
    }
    if (end >= words_.size() || !follows(end)) return false;
    const bool is_compound = is_one_of(words_[end].terms->folded, kAuxiliaries);
    if (!is_compound) return is_said(end);
    return end + 1 < words_.size() && follows(end + 1) && is_said(end + 1);
}

bool PersonContexts::names_a_thing(std::size_t begin) const {
    std::size_t at = before_adjectives(begin);
    if (at == begin) return false;
    // "Université Pierre et Marie Curie"
    if (words_[at].terms->folded == "et" && at > 0 && follows(at) &&
        (cues_.of(words_[at - 1]) & kFirstName) != 0) {
        at = before_adjectives(at - 1);
    }
    constexpr std::array<std::string_view, 7> kPlayed = {
        "personnage", "personnages", "role", "heros", "heroine", "aventures", "figure"};
    const bool is_elided = ends_with_apostrophe(words_[begin].before);
    if (is_elided) return is_one_of(words_[begin - 1].terms->folded, kPlayed);
    if (is_preposition(words_[at]) && follows(at) &&
        is_one_of(words_[at - 1].terms->folded, kPlayed)) {
        return true;
    }
    const unsigned cues = cues_.of_any_form(words_[at]);
    const bool has_own_title = (cues_.of(words_[begin]) & kOffice) != 0;
    const bool is_link = has_own_title && is_preposition(words_[at]);
    if ((cues & kOffice) == 0 && !is_link) return (cues & (kThing | kPlace)) != 0;
    // "avenue du général Leclerc", "place Maréchal-Foch"
    for (std::size_t steps = 0; steps < 3 && follows(at); ++steps) {
        if (words_[at--].is_joined) continue;  // "porte-parole" is no "porte"
        if ((cues_.of(words_[at]) & kPlace) != 0) return true;
        if (!is_preposition(words_[at]) && !is_determiner(words_[at])) return false;
    }
    return false;
}

bool PersonContexts::has_determiner(std::size_t begin) const {
    const std::string_view between = words_[begin].before;
    if (between.ends_with("l'") || between.ends_with("l’") || between.ends_with("L'") ||
        between.ends_with("L’")) {
        return true;
    }
    return follows_directly(words_, begin, cues_) && is_determiner(words_[begin - 1]);
}

bool PersonContexts::is_quoted(std::size_t begin, std::size_t end) const {
    const auto has = [](std::string_view between, std::string_view mark) {
        return between.find(mark) != std::string_view::npos;
    };
    const std::string_view before = words_[begin].before;
    if (end >= words_.size()) return false;
    const std::string_view behind = words_[end].before;
    return (has(before, "«") && has(behind, "»")) || (has(before, "“") && has(behind, "”")) ||
           (has(before, "\"") && behind.starts_with('"'));
}

}  // namespace kiosque::indexer
