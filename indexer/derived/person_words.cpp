#include "indexer/derived/person_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "embedded/fonctions_tsv.hpp"
#include "embedded/prenoms_tsv.hpp"
#include "text/normalization.hpp"
#include "text/word_families.hpp"
#include "text/word_table.hpp"

namespace kiosque::indexer {
namespace {

// clang-format off
constexpr std::array<std::pair<std::string_view, PersonCue>, 13> kKinds = {{
    {"prénom", kFirstName}, {"douteux", kUncertainFirstName}, {"famille", kLeadingFamilyName},
    {"adresse", kAddress}, {"titre", kTitle}, {"fonction", kCalling}, {"adjectif", kAdjective},
    {"parole", kSpeech}, {"chose", kThing}, {"lieu", kPlace}, {"suite", kClosing},
    {"règne", kReign}, {"jamais", kNever},
}};

constexpr std::array<std::string_view, 24> kInitials = {
    "", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh",
    "r", "z", "c", "s", "y", "w",
};
constexpr std::array<std::string_view, 35> kFinals = {
    "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "i", "ia", "ie", "iao",
    "iu", "ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang",
    "ue", "er", "uei", "uen", "io",
};
// clang-format on

bool is_pinyin_syllable(std::string_view syllable) {
    return std::any_of(kInitials.begin(), kInitials.end(), [&](std::string_view initial) {
        return syllable.starts_with(initial) &&
               std::find(kFinals.begin(), kFinals.end(), syllable.substr(initial.size())) !=
                   kFinals.end();
    });
}

}  // namespace

PersonWords::PersonWords() {
    for (std::string_view rest : {kPrenomsTsv, kFonctionsTsv}) {
        while (!rest.empty()) {
            std::string_view line = text::next_part(rest, '\n');
            const std::string_view kind = text::next_part(line, '\t');
            const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                                   [&](const auto& k) { return k.first == kind; });
            if (kind.empty() || kind.front() == '#') continue;
            if (found == kKinds.end()) {
                throw Error(ErrorCode::internal,
                            "the tables of first names and titles have a line of "
                            "the unknown kind '" +
                                std::string(kind) + "'");
            }
            while (!line.empty()) {
                // The words of a text come without the hyphens of compounds; "porte-parole" is told
                // by its last word.
                const std::string_view entry = text::next_part(line, '\t');
                cues_[text::fold(entry.substr(entry.rfind('-') + 1))] |= found->second;
            }
        }
    }
}

unsigned PersonWords::of(const std::string& folded) const {
    const auto found = cues_.find(folded);
    return found == cues_.end() ? 0 : found->second;
}

unsigned PersonWords::of(const ArticleWord& word) const {
    // Without its accent it would be a count.
    return word.terms->exact == "comté" ? 0 : of(word.terms->folded);
}

unsigned PersonWords::of_any_form(const ArticleWord& word) const {
    if (word.terms->is_stop_word) return of(word);
    unsigned cues = of(word);
    for (const auto& lemma : word.terms->lemmas) cues |= of(lemma);
    return cues;
}

bool is_of_a_country(const ArticleWord& word) {
    const auto is_in_table = [](const std::string& form) {
        const auto* const head = text::family_head(form);
        return head != nullptr && head->is_term;
    };
    const auto& lemmas = word.terms->lemmas;
    return is_in_table(word.terms->exact) || std::any_of(lemmas.begin(), lemmas.end(), is_in_table);
}

bool is_reign_number(std::string_view written) {
    if (written == "Ier" || written == "Ire" || written == "1er") return true;
    return written != "I" && !written.empty() && written.size() <= 6 &&
           written.find_first_not_of("IVX") == std::string_view::npos;
}

bool is_pinyin(std::string_view folded) {
    if (is_pinyin_syllable(folded)) return true;
    for (std::size_t cut = 1; cut < folded.size(); ++cut) {
        if (is_pinyin_syllable(folded.substr(0, cut)) && is_pinyin_syllable(folded.substr(cut))) {
            return true;
        }
    }
    return false;
}

}  // namespace kiosque::indexer
