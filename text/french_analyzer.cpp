#include "text/french_analyzer.hpp"

#include <algorithm>
#include <memory>

#include <xapian.h>

#include "base/utf8.hpp"
#include "text/normalization.hpp"
#include "text/numbers.hpp"
#include "text/scanner.hpp"
#include "text/stop_words.hpp"

namespace kiosque::text {
namespace {

constexpr std::size_t kMaxKnownWords = 200'000;  ///< about 40 MB; then the memory starts afresh

/// The exact form of a word, its length limited.
std::string exact_term(std::string_view text, const WordSpan& word) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    std::string exact;
    if (word.kind == WordKind::number) {
        exact = scan_number(text, word.begin)->canonical;
    } else {
        exact = exact_form(written);
    }
    if (word.kind == WordKind::acronym) std::erase(exact, '.');
    exact.resize(cut_utf8(exact, kMaxTermBytes).size());
    return exact;
}

bool is_number(std::string_view exact) {
    return exact.front() >= '0' && exact.front() <= '9';
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

WordTerms FrenchAnalyzer::make_terms(const std::string& exact) const {
    if (is_number(exact)) return {exact, {exact}, exact, false};
    if (is_stop_word(exact)) return {exact, {folded_term(exact)}, folded_term(exact), true};
    const std::vector<std::string> lemmas = lexicon_.lemmas(exact);
    WordTerms terms{
        exact, {}, stemmer_->folded_stem(lemmas.empty() ? exact : lemmas.front()), false};
    for (const auto& lemma : lemmas) {
        std::string plain = folded_term(lemma);
        if (std::find(terms.lemmas.begin(), terms.lemmas.end(), plain) == terms.lemmas.end()) {
            terms.lemmas.push_back(std::move(plain));
        }
    }
    if (terms.lemmas.empty()) terms.lemmas.push_back(stemmer_->folded_stem(exact));
    return terms;
}

const WordTerms& FrenchAnalyzer::terms_of(const std::string& exact) {
    auto found = known_words_.find(exact);
    if (found == known_words_.end()) {
        found = known_words_.emplace(exact, make_terms(exact)).first;
    }
    return found->second;
}

std::vector<Token> FrenchAnalyzer::analyze(std::string_view text) {
    if (known_words_.size() > kMaxKnownWords) known_words_.clear();
    std::vector<Token> tokens;
    Scanner scanner(text);
    for (WordSpan word{}; scanner.next(word);) {
        const std::string exact = exact_term(text, word);
        if (exact.empty()) continue;  // nothing but invisible characters
        tokens.push_back(
            {word.begin, word.end, tokens.size() + 1, word.is_joined, &terms_of(exact)});
    }
    return tokens;
}

}  // namespace kiosque::text
