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
    CHECK(terms_of("électeur").family == "elect");
}

TEST_CASE("a word that the dictionary does not know shares a stem with its other forms",
          "[text][analyzer]") {
    CHECK(terms_of("zhanatas").lemmas == std::vector<std::string>{"zhanata"});
    CHECK(terms_of("zumbeuses").lemmas.front() == terms_of("zumbeur").lemmas.front());
    CHECK(terms_of("kiffaient").lemmas.back() == "kiffer");
}

TEST_CASE("a word in capitals without accents finds its dictionary form", "[text][analyzer]") {
    CHECK(terms_of("ELECTIONS").lemmas.front() == "election");
    CHECK(terms_of("ELECTIONS").family == terms_of("élection").family);
    CHECK(terms_of("réouverts").lemmas.front() == "reouvrir");
}

TEST_CASE("no word falls to the lemma of a function word", "[text][analyzer]") {
    const auto [word, lemma] = GENERATE(table<std::string, std::string>({
        {"ETS", "ets"},
        {"cars", "cars"},
        {"maïs", "maïs"},
        {"sûr", "sûr"},
        {"dés", "dé"},
    }));
    CAPTURE(word);
    CHECK(terms_of(word).lemmas == std::vector<std::string>{lemma});
    CHECK_FALSE(terms_of(word).is_stop_word);
    CHECK_FALSE(terms_of(terms_of(word).family).is_stop_word);
}

TEST_CASE("the last s of a name or of a lemma is not a plural", "[text][analyzer]") {
    for (const auto* word : {"paris", "calais", "reims", "vosges", "cours"}) {
        CAPTURE(word);
        CHECK(terms_of(word).lemmas.front() == word);
        CHECK(terms_of(word).family == word);
    }
}

TEST_CASE("invisible characters change no level, and stay inside the bytes of the word",
          "[text][analyzer]") {
    const auto [written, plain] = GENERATE(table<std::string, std::string>({
        {"gou\u00ADverne\u00ADments", "gouvernements"},
        {"e\u0301lec\u200Btions", "élections"},
        {"jour\u200Dnaux", "journaux"},
        {"œu\u00ADvres", "oeuvres"},
    }));
    CAPTURE(written);
    FrenchAnalyzer analyzer(lexicon());
    const auto tokens = analyzer.analyze("« " + written + " »");
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().begin == std::string("« ").size());
    CHECK(tokens.front().end == tokens.front().begin + written.size());
    const WordTerms expected = terms_of(plain);
    CHECK(tokens.front().terms->exact == expected.exact);
    CHECK(tokens.front().terms->lemmas == expected.lemmas);
    CHECK(tokens.front().terms->family == expected.family);
}

TEST_CASE("the memory of words grows without losing any", "[text][analyzer]") {
    FrenchAnalyzer analyzer(lexicon());
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "w" + std::to_string(i) + " ";
    for (int run = 0; run < 2; ++run) {
        const auto tokens = analyzer.analyze(text);
        REQUIRE(tokens.size() == 20'000);
        CHECK(tokens[0].terms->exact == "w0");
        CHECK(tokens[12'345].terms->exact == "w12345");
        CHECK(tokens[19'999].terms->exact == "w19999");
    }
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
