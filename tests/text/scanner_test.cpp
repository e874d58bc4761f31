#include "text/scanner.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace kiosque::text;

namespace {

const Lexicon& lexicon() {
    static const Lexicon loaded;
    return loaded;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    Scanner scanner(text, lexicon());
    for (WordSpan word{}; scanner.next(word);) {
        words.push_back(text.substr(word.begin, word.end - word.begin));
    }
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("an elided article or pronoun is not part of the word", "[text][elision]") {
    const auto [text, words] = GENERATE(table<std::string, Words>({
        {"l'avion", {"avion"}},
        {"l’avion", {"avion"}},
        {"lʼavion", {"avion"}},
        {"L’Énergie", {"Énergie"}},
        {"jusqu'à", {"à"}},
        {"lorsqu’il", {"il"}},
        {"qu'aujourd'hui", {"aujourd'hui"}},
        {"aujourd’hui", {"aujourd’hui"}},
        {"prud'homme", {"prud'homme"}},
        {"presqu'île", {"presqu'île"}},
        {"Côte d'Ivoire", {"Côte", "Ivoire"}},
        {"O'Brien", {"O'Brien"}},
        {"d’un", {"un"}},
        {"l'", {"l"}},  // nothing would be left
        {"l'ONU", {"ONU"}},
        {"l’O.N.U.", {"O.N.U."}},
        {"L'1 sur 2", {"1", "sur", "2"}},
    }));
    CAPTURE(text);
    CHECK(words_of(text) == words);
}

TEST_CASE("words are cut where a reader sees them end", "[text][scanner]") {
    const auto [text, words] = GENERATE(table<std::string, Words>({
        {"", {}},
        {"Cela, dit-on.", {"Cela", "dit", "on"}},
        {"technique.Cela", {"technique", "Cela"}},
        {"sino-kazakhe", {"sino", "kazakhe"}},
        {"S.N.C.F. et U.S.A", {"S.N.C.F.", "et", "U.S.A"}},
        {"M. Dupont", {"M", "Dupont"}},
        {"C++ C# F#", {"C++", "C#", "F#"}},
        {"12h30", {"12h30"}},
        {"4 700 entreprises", {"4 700", "entreprises"}},
        {"28,6 milliards", {"28,6", "milliards"}},
        {"« œuvre »", {"œuvre"}},
        {"пояс", {"пояс"}},
        {"丝绸", {"丝", "绸"}},
        {"\xFFmot\xFE", {"mot"}},
        {"co\u00ADopération", {"co\u00ADopération"}},
    }));
    CAPTURE(text);
    CHECK(words_of(text) == words);
}

TEST_CASE("long runs of digits and letters between points are scanned in one go",
          "[text][scanner]") {
    std::string numbers;
    std::string letters;
    for (int i = 0; i < 100'000; ++i) {
        numbers += "111.";
        letters += "a.";
    }
    CHECK(words_of(numbers + "1").size() > 10);
    CHECK(words_of(letters + "ab").size() > 10);
}

TEST_CASE("a hyphen ties a word to the one before it", "[text][scanner]") {
    const std::string text = "sino-kazakhe - Chine";
    std::vector<bool> joined;
    Scanner scanner(text, lexicon());
    for (WordSpan word{}; scanner.next(word);) joined.push_back(word.is_joined);
    CHECK(joined == std::vector<bool>{false, true, false});
}
