#include "text/french_analyzer.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <xapian.h>

#include "base/utf8.hpp"
#include "text/derivation.hpp"
#include "text/inclusive_writing.hpp"
#include "text/irregular_words.hpp"
#include "text/normalization.hpp"
#include "text/numbers.hpp"
#include "text/scanner.hpp"
#include "text/stop_words.hpp"
#include "text/transcription.hpp"
#include "text/unknown_words.hpp"
#include "text/word_families.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kBytesOfAWord = 6;  ///< with its space: what French texts have on average

/// The exact form of a word, its length limited.
std::string exact_term(std::string_view text, const WordSpan& word, const Lexicon& lexicon) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    std::string exact;
    switch (word.kind) {
        case WordKind::letters:
            exact = exact_form(written);
            break;
        case WordKind::acronym:
            exact = exact_form(written);
            std::erase(exact, '.');
            break;
        case WordKind::number:
            exact = scan_number(text, word.begin)->canonical;
            break;
        case WordKind::inclusive:
            exact = scan_inclusive(text, word.begin, word.stem_end, lexicon)->masculine;
            break;
    }
    exact.resize(cut_utf8(exact, kMaxTermBytes).size());
    return exact;
}

bool is_number(std::string_view exact) {
    return exact.front() >= '0' && exact.front() <= '9';
}

/// A lemma as a term. It keeps its accents where it would fall on a function word without them, so
/// that "maïs" and "sûr" are not found in every "mais" and "sur".
std::string lemma_term(const std::string& lemma) {
    std::string plain = folded_term(lemma);
    return is_stop_word(plain) ? lemma : plain;
}

/// "cars" and "sons" are words of their own: their singulars stand as grammar nearly always.
bool is_function_word(const std::string& lemma) {
    return is_stop_word(lemma) && lemma != "être" && lemma != "avoir";
}

}  // namespace

class FrenchAnalyzer::Stemmer {
public:
    /// Folded after stemming: the stemmer reads accents, and would file "aimées" and "aimees" under
    /// two stems the other way round.
    std::string folded_stem(const std::string& word) { return folded_term(stem_(word)); }

private:
    Xapian::Stem stem_{"french"};
};

std::string folded_term(const std::string& word) {
    std::string plain = fold(word);
    if (plain.empty()) return word;
    plain.resize(cut_utf8(plain, kMaxTermBytes).size());  // a ligature of Arabic opens elevenfold
    return plain;
}

FrenchAnalyzer::FrenchAnalyzer(const Lexicon& lexicon, std::size_t most_words, WordMemory* shared)
    : lexicon_(lexicon),
      most_words_(most_words),
      stemmer_(std::make_unique<Stemmer>()),
      shared_(shared) {}

FrenchAnalyzer::~FrenchAnalyzer() = default;

/// The Snowball stem of a dictionary form, as a term.
std::string FrenchAnalyzer::stem_of(const std::string& lemma) const {
    if (irregular_lemmas(lemma) == std::vector{lemma}) return lemma_term(lemma);  // "calais"
    const std::string stem = stemmer_->folded_stem(lemma);
    const std::string plain = folded_term(lemma);
    // The last s of a lemma is no plural: "cours" is not of the family of "cour".
    const bool has_lost_its_s =
        plain.ends_with("s") && plain.starts_with(stem) && plain.size() <= stem.size() + 2;
    return has_lost_its_s || is_stop_word(stem) ? lemma_term(lemma) : stem;
}

/// The family that the tables give a word; empty for a word that stands in none.
std::string FrenchAnalyzer::family_in_tables(const std::string& word) const {
    const FamilyHead* head = family_head(word);
    if (head == nullptr) return {};
    return head->is_term ? lemma_term(head->word) : stem_of(head->word);
}

/// True for what is no common word of the dictionary.
bool FrenchAnalyzer::is_name(const std::string& lemma) const {
    const std::string folded = fold(lemma);
    return lexicon_.form_without_accents(folded, WordClass::other) == nullptr &&
           lexicon_.form_without_accents(folded, WordClass::verb) == nullptr;
}

/// The family of a word that is no common one. What other spellings of it have in common counts
/// only where it falls on no common word: "Porsche" has nothing to do with "porche".
std::string FrenchAnalyzer::family_of_name(const std::string& name) const {
    std::string stem = stem_of(name);
    std::string key = transcription_key(stem);
    const bool is_word = !is_name(key) || !is_name(key + "e") || !is_name(key + "er");
    return key != stem && is_word ? stem : key;
}

std::string FrenchAnalyzer::family_of_lemma(const std::string& lemma) const {
    if (std::string family = family_in_tables(lemma); !family.empty()) return family;
    if (is_name(lemma)) return family_of_name(lemma);
    const std::string base = regular_base(lemma, lexicon_);
    if (base.empty()) return stem_of(lemma);
    std::string family = family_in_tables(base);
    return family.empty() ? stem_of(base) : family;
}

/// The family of a word that is not in the dictionary; its stem may lack a mute e.
std::string FrenchAnalyzer::family_of_unknown(const std::string& exact,
                                              const std::string& stem) const {
    std::string family = family_in_tables(stem);
    const bool has_lost_its_e = exact.ends_with("e") || exact.ends_with("es");
    if (family.empty() && has_lost_its_e) family = family_in_tables(stem + "e");
    if (!family.empty()) return family;
    return family_of_name(exact);
}

WordTerms FrenchAnalyzer::make_terms(const std::string& exact) const {
    const std::string folded = folded_term(exact);
    if (is_number(exact)) return {exact, folded, {exact}, exact, false};
    if (is_stop_word(exact)) return {exact, folded, {folded}, folded, true};
    std::vector<std::string> lemmas = irregular_lemmas(exact);
    if (lemmas.empty()) lemmas = lexicon_.lemmas(exact);
    bool is_of_dictionary = true;
    if (lemmas.empty()) {
        Guess guess = guess_lemmas(exact, lexicon_);
        lemmas = std::move(guess.lemmas);
        is_of_dictionary = guess.is_of_dictionary;
    }
    std::erase_if(lemmas, is_function_word);
    if (lemmas.empty()) lemmas.push_back(exact);
    // The family is that of the first lemma: "élue" is rather a form of "élu" than of "éluer".
    std::stable_partition(lemmas.begin(), lemmas.end(),
                          [](const std::string& lemma) { return !lemma.ends_with("er"); });

    std::string family = family_in_tables(exact);
    if (family.empty()) {
        family = is_of_dictionary ? family_of_lemma(lemmas.front())
                                  : family_of_unknown(exact, lemmas.front());
    }
    WordTerms terms{exact, folded, {}, std::move(family), false};
    for (const auto& lemma : lemmas) {
        std::string term = lemma_term(lemma);
        if (std::find(terms.lemmas.begin(), terms.lemmas.end(), term) == terms.lemmas.end()) {
            terms.lemmas.push_back(std::move(term));
        }
    }
    return terms;
}

const WordTerms& FrenchAnalyzer::terms_of(const std::string& exact) {
    const auto found = known_words_.find(exact);
    if (found != known_words_.end()) return *found->second;
    const auto make = [&] { return std::make_shared<const WordTerms>(make_terms(exact)); };
    auto terms = shared_ != nullptr ? shared_->find_or_make(exact, make) : make();
    return *known_words_.emplace(terms->exact, std::move(terms)).first->second;
}

/// Nothing (nullptr) for a word of nothing but invisible characters.
const WordTerms* FrenchAnalyzer::terms_of_span(std::string_view text, const WordSpan& word) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    if (const WordTerms* known = known_spellings_.find(written)) return known;
    const std::string exact = exact_term(text, word, lexicon_);
    if (exact.empty()) return nullptr;
    const WordTerms& terms = terms_of(exact);
    known_spellings_.add(written, &terms);
    return &terms;
}

void FrenchAnalyzer::make_room() {
    if (known_words_.size() <= most_words_ && known_spellings_.size() <= most_words_) return;
    known_spellings_.clear();
    known_words_.clear();
    ++forgotten_;
}

std::vector<Token> FrenchAnalyzer::cut(std::string_view text) {
    std::vector<Token> tokens;
    tokens.reserve(text.size() / kBytesOfAWord + 1);
    Scanner scanner(text, lexicon_);
    for (WordSpan word{}; scanner.next(word);) {
        const WordTerms* terms = terms_of_span(text, word);
        if (terms == nullptr) continue;
        tokens.push_back({word.begin, word.end, tokens.size() + 1, word.is_joined, terms});
    }
    return tokens;
}

std::vector<Token> FrenchAnalyzer::analyze(std::string_view text) {
    make_room();
    return cut(text);
}

std::vector<Token> FrenchAnalyzer::analyze_spelling(std::string_view text) {
    spellings_.clear();
    std::vector<Token> tokens;
    Scanner scanner(text, lexicon_);
    for (WordSpan word{}; scanner.next(word);) {
        const std::string exact = exact_term(text, word, lexicon_);
        if (exact.empty()) continue;
        const std::string folded = folded_term(exact);
        spellings_.push_back({exact, folded, {folded}, folded, is_stop_word(exact)});
        tokens.push_back(
            {word.begin, word.end, tokens.size() + 1, word.is_joined, &spellings_.back()});
    }
    return tokens;
}

std::vector<std::vector<Token>> FrenchAnalyzer::analyze_all(
    std::span<const std::string_view> texts) {
    make_room();
    std::vector<std::vector<Token>> tokens;
    for (const auto text : texts) tokens.push_back(cut(text));
    return tokens;
}

}  // namespace kiosque::text
