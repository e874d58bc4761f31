#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "text/french_analyzer.hpp"

using namespace kiosque;
using fuzz::require;

/// Any bytes become words that lie in the text, one behind the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const text::Lexicon lexicon;
    static text::FrenchAnalyzer analyzer(lexicon);

    const std::string_view text = fuzz::as_text(data, size);
    std::size_t end = 0;
    std::size_t position = 0;
    for (const auto& token : analyzer.analyze(text)) {
        require(token.begin < token.end && token.end <= text.size(), "a word lies in the text");
        require(token.begin >= end, "words do not overlap");
        require(token.position > position, "positions count up");
        end = token.end;
        position = token.position;
        require(token.terms != nullptr, "a word has terms");
        require(!token.terms->lemmas.empty(), "a word has a lemma");
        const auto is_term = [](const std::string& term) {
            return !term.empty() && term.size() <= text::kMaxTermBytes && is_valid_utf8(term);
        };
        require(is_term(token.terms->exact), "an exact form is a term");
        require(is_term(token.terms->family), "a family is a term");
        for (const auto& lemma : token.terms->lemmas) require(is_term(lemma), "a lemma is a term");
    }
    return 0;
}
