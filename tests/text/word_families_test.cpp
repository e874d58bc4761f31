#include "text/word_families.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "text/french_analyzer.hpp"
#include "text/transcription.hpp"

using namespace kiosque::text;

namespace {

using Words = std::vector<std::string>;

/// The families of the tables, as their files have them.
std::vector<Words> families_of_tables() {
    std::vector<Words> families;
    for (const std::string name : {"demonyms", "derivations", "transcriptions"}) {
        std::ifstream file(KIOSQUE_SOURCE "/text/" + name + ".tsv");
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || line.front() == '#') continue;
            std::istringstream fields(line.front() == '=' ? line.substr(1) : line);
            Words words;
            for (std::string word; std::getline(fields, word, '\t');) words.push_back(word);
            families.push_back(words);
        }
    }
    return families;
}

std::string family_of(FrenchAnalyzer& analyzer, const std::string& word) {
    const auto tokens = analyzer.analyze(word);
    return tokens.size() == 1 ? tokens.front().terms->family : "not one word: " + word;
}

}  // namespace

TEST_CASE("all words of a row of the tables are of one family, and no two rows of the same",
          "[text][families]") {
    const Lexicon lexicon;
    FrenchAnalyzer analyzer(lexicon);
    const auto families = families_of_tables();
    CHECK(families.size() >= 450);
    std::map<std::string, std::string> heads;
    for (const Words& words : families) {
        const std::string family = family_of(analyzer, words.front());
        const auto [other, is_new] = heads.emplace(family, words.front());
        INFO(words.front() << " and " << other->second);
        CHECK(is_new);
        for (const auto& word : words) {
            CAPTURE(word);
            CHECK(family_of(analyzer, word) == family);
        }
    }
}

TEST_CASE("the tables tell the head of a word, names without accents too", "[text][families]") {
    REQUIRE(family_head("sino") != nullptr);
    CHECK(family_head("sino")->word == "chine");
    CHECK(family_head("bresil")->word == "brésil");
    CHECK(family_head("marché")->word == "marché");
    CHECK(family_head("marche") == nullptr);
}

TEST_CASE("the families of words leave their lemmas apart", "[text][families]") {
    const Lexicon lexicon;
    FrenchAnalyzer analyzer(lexicon);
    CHECK(analyzer.terms_of("chinoises").lemmas.front() == "chinois");
    CHECK(analyzer.terms_of("douaniers").lemmas.front() == "douanier");
}

TEST_CASE("spellings of a foreign name have one key, and other words keep theirs",
          "[text][families]") {
    CHECK(transcription_key("tokayev") == transcription_key("tokaiev"));
    CHECK(transcription_key("shevchenko") == transcription_key("chevtchenko"));
    CHECK(transcription_key("rachmaninoff") == transcription_key("rachmaninov"));
    CHECK(transcription_key("macron") == "macron");
    CHECK(transcription_key("cassel") == "cassel");
    CHECK(transcription_key("xi") == "xi");
    CHECK(transcription_key("習近平") == "習近平");
}
