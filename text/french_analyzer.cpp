#include "text/french_analyzer.hpp"

#include <algorithm>
#include <memory>

#include <xapian.h>

#include "base/utf8.hpp"
#include "text/inclusive_writing.hpp"
#include "text/irregular_words.hpp"
#include "text/normalization.hpp"
#include "text/numbers.hpp"
#include "text/scanner.hpp"
#include "text/stop_words.hpp"
#include "text/unknown_words.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kMaxKnownWords = 200'000;  ///< about 60 MB; then the memory starts afresh
constexpr std::size_t kBytesOfAWord = 6;  ///< with its space: what French texts have on average

/// The exact form of a word, its length limited.
std::string exact_term(std::string_view text, const WordSpan& word) {
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
            exact = scan_inclusive(text, word.begin, word.stem_end)->masculine;
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

FrenchAnalyzer::FrenchAnalyzer(const Lexicon& lexicon)
    : lexicon_(lexicon), stemmer_(std::make_unique<Stemmer>()) {}

FrenchAnalyzer::~FrenchAnalyzer() = default;

std::string FrenchAnalyzer::family_of(const std::string& lemma) const {
    if (irregular_lemmas(lemma) == std::vector{lemma}) return lemma_term(lemma);  // "calais"
    const std::string stem = stemmer_->folded_stem(lemma);
    const std::string plain = folded_term(lemma);
    // The last s of a lemma is no plural: "cours" is not of the family of "cour".
    const bool has_lost_its_s =
        plain.ends_with("s") && plain.starts_with(stem) && plain.size() <= stem.size() + 2;
    return has_lost_its_s || is_stop_word(stem) ? lemma_term(lemma) : stem;
}

WordTerms FrenchAnalyzer::make_terms(const std::string& exact) const {
    if (is_number(exact)) return {exact, {exact}, exact, false};
    if (is_stop_word(exact)) return {exact, {folded_term(exact)}, folded_term(exact), true};
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

    WordTerms terms{exact, {}, family_of(is_of_dictionary ? lemmas.front() : exact), false};
    for (const auto& lemma : lemmas) {
        std::string term = lemma_term(lemma);
        if (std::find(terms.lemmas.begin(), terms.lemmas.end(), term) == terms.lemmas.end()) {
            terms.lemmas.push_back(std::move(term));
        }
    }
    return terms;
}

const WordTerms& FrenchAnalyzer::terms_of(const std::string& exact) {
    auto found = known_words_.find(exact);
    if (found == known_words_.end()) {
        found = known_words_.emplace(exact, make_terms(exact)).first;
    }
    return found->second;
}

/// Nothing (nullptr) for a word of nothing but invisible characters.
const WordTerms* FrenchAnalyzer::terms_of_span(std::string_view text, const WordSpan& word) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    if (const WordTerms* known = known_spellings_.find(written)) return known;
    const std::string exact = exact_term(text, word);
    if (exact.empty()) return nullptr;
    const WordTerms& terms = terms_of(exact);
    known_spellings_.add(written, &terms);
    return &terms;
}

std::vector<Token> FrenchAnalyzer::analyze(std::string_view text) {
    if (known_words_.size() > kMaxKnownWords || known_spellings_.size() > kMaxKnownWords) {
        known_spellings_.clear();
        known_words_.clear();
    }
    std::vector<Token> tokens;
    tokens.reserve(text.size() / kBytesOfAWord + 1);
    Scanner scanner(text);
    for (WordSpan word{}; scanner.next(word);) {
        const WordTerms* terms = terms_of_span(text, word);
        if (terms == nullptr) continue;
        tokens.push_back({word.begin, word.end, tokens.size() + 1, word.is_joined, terms});
    }
    return tokens;
}

}  // namespace kiosque::text
