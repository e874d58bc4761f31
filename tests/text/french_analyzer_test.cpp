#include "text/french_analyzer.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "text/normalization.hpp"

using namespace kiosque;
using namespace kiosque::text;

namespace {

const Lexicon& lexicon() {
    static const Lexicon loaded;
    return loaded;
}

WordTerms terms_of(const std::string& word) {
    FrenchAnalyzer analyzer(lexicon());
    const auto tokens = analyzer.analyze(word);
    REQUIRE(tokens.size() == 1);
    return *tokens.front().terms;
}

bool share_a_lemma(const std::string& a, const std::string& b) {
    const auto left = terms_of(a).lemmas;
    const auto right = terms_of(b).lemmas;
    return std::any_of(left.begin(), left.end(), [&](const auto& lemma) {
        return std::find(right.begin(), right.end(), lemma) != right.end();
    });
}

}  // namespace

TEST_CASE("forms of one word share a lemma", "[text][analyzer]") {
    const auto [a, b] = GENERATE(table<std::string, std::string>({
        {"élu", "élus"},
        {"français", "française"},
        {"journal", "journaux"},
        {"genou", "genoux"},
        {"mangeaient", "mangé"},
        {"étudiants", "étudiante"},
        {"Kazakhs", "kazakhe"},
        {"œuvre", "oeuvres"},
        {"CŒUR", "coeurs"},
    }));
    CAPTURE(a, b);
    CHECK(share_a_lemma(a, b));
}

TEST_CASE("words that only look alike do not share a lemma", "[text][analyzer]") {
    const auto [a, b] = GENERATE(table<std::string, std::string>({
        {"couronne", "couronnement"},
        {"poisson", "poison"},
        {"28,6", "286"},
    }));
    CAPTURE(a, b);
    CHECK_FALSE(share_a_lemma(a, b));
}

TEST_CASE("the exact form keeps accents and loses case, ligatures and hidden characters",
          "[text][analyzer]") {
    const auto [word, exact] = GENERATE(table<std::string, std::string>({
        {"ÉLÈVE", "élève"},
        {"Œuvre", "oeuvre"},
        {"e\u0301le\u0300ve", "élève"},  // decomposed
        {"co\u00ADopération", "coopération"},
        {"aujourd’hui", "aujourd'hui"},
        {"S.N.C.F.", "sncf"},
        {"SNCF", "sncf"},
        {"4 700", "4700"},
    }));
    CAPTURE(word);
    CHECK(terms_of(word).exact == exact);
}

TEST_CASE("lemmas and families are folded", "[text][analyzer]") {
    CHECK(terms_of("élections").lemmas == std::vector<std::string>{"election"});
    CHECK(terms_of("élections").family == "elect");
    CHECK(terms_of("électeur").family == "electeur");
}

TEST_CASE("a word that the dictionary does not know gets its stem as lemma", "[text][analyzer]") {
    CHECK(terms_of("zhanatas").lemmas == std::vector<std::string>{"zhanat"});
}

TEST_CASE("tokens tell where they stood and count stop words", "[text][analyzer]") {
    FrenchAnalyzer analyzer(lexicon());
    const std::string text = "L’été de 28,6 jours";
    const auto tokens = analyzer.analyze(text);
    REQUIRE(tokens.size() == 4);
    CHECK(text.substr(tokens[0].begin, tokens[0].end - tokens[0].begin) == "été");
    CHECK(tokens[1].terms->is_stop_word);
    CHECK(text.substr(tokens[2].begin, tokens[2].end - tokens[2].begin) == "28,6");
    CHECK(tokens[3].position == 4);
}

TEST_CASE("a word of any length gives a term that fits", "[text][analyzer]") {
    const std::string word(1'000'000, 'x');
    CHECK(terms_of(word).exact.size() == kMaxTermBytes);
}

TEST_CASE("every level of a word fits into a term, also where folding opens characters",
          "[text][analyzer]") {
    std::string word;
    for (int i = 0; i < 20; ++i) word += "\uFDFA";
    for (const auto& text : {word, std::string("\u05B4"), std::string(300, 'e')}) {
        const WordTerms terms = terms_of(text);
        CHECK(terms.exact.size() <= kMaxTermBytes);
        CHECK(terms.family.size() <= kMaxTermBytes);
        CHECK_FALSE(terms.family.empty());
        for (const auto& lemma : terms.lemmas) {
            CHECK(lemma.size() <= kMaxTermBytes);
            CHECK_FALSE(lemma.empty());
        }
    }
}

TEST_CASE("a missing dictionary names the package to install", "[text][lexicon]") {
    CHECK_THROWS_MATCHES(
        Lexicon("/nowhere"), Error,
        Catch::Message("the French dictionary is not in /nowhere (fr.aff, fr.dic): install the "
                       "package hunspell-fr-classical, or set KIOSQUE_DICTIONARY to the folder "
                       "that holds it"));
}

TEST_CASE("folding takes accents, ligatures and case away", "[text][normalization]") {
    CHECK(fold("Cœur À Noël") == "coeur a noel");
    CHECK(fold("Straße Łódź") == "strasse lodz");
    CHECK(fold("шёлк") == "шелк");
}
