// Every limit of a query at its edge and beyond: answered, and no more done than was promised.

#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "search/day_range.hpp"
#include "search/query_lexer.hpp"
#include "search/understood_query.hpp"
#include "support/analyzer.hpp"
#include "support/search_fixture.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::Searching;

namespace {

std::string word(int number) {
    return "mot" + std::to_string(number);
}

/// "mot0 mot1 ...", `count` of them.
std::string words(int count, const std::string& between = " ") {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i == 0 ? "" : between) + word(i);
    return text;
}

/// An article of 70 words.
const Searching& long_article() {
    static const Searching fixture({test::article("a", "Un", words(70))});
    return fixture;
}

std::size_t words_understood(const std::string& query) {
    text::FrenchAnalyzer& analyzer = test::analyzer();
    static const Synonyms synonyms = Synonyms::built_in(analyzer);
    static index::Databases none;
    static const Vocabulary vocabulary(none);
    const auto understood = understand_query(query, MatchLevel::famille,
                                             {analyzer, vocabulary, synonyms, today_in_paris()});
    std::size_t count = 0;
    for (const auto& clause : understood.clauses) {
        clause.for_each_word([&](const QueryWord&) { ++count; });
    }
    return count;
}

}  // namespace

TEST_CASE("a query has 64 words; those behind them are passed over", "[search][limits]") {
    CHECK(long_article().run(words(63, " ET ") + " ET absent").total == 0);
    CHECK(long_article().run(words(64, " ET ")).total == 1);
    CHECK(long_article().run(words(64, " ET ") + " ET absent").total == 1);
    CHECK(long_article().run(words(64, " ET ") + " SAUF mot65").total == 1);
    CHECK(words_understood(words(64)) == 64);
    CHECK(words_understood(words(65)) == 64);
    CHECK(words_understood(words(500)) == 64);
    CHECK(words_understood("\"" + words(32) + "\" \"" + words(32) + "\" \"" + words(32) + "\"") <=
          64);
}

TEST_CASE("what hangs together at the 64th word is bounded all the same", "[search][limits]") {
    CHECK(words_understood(words(63) + " " + words(40, "-")) <= 64 + 32);
    std::string acronyms;
    for (int i = 0; i < 200; ++i) acronyms += "ONU ";
    // Each stands for "Nations unies" and "Organisation des Nations unies" too.
    CHECK(words_understood(acronyms) <= 64 * 7);
    std::string prefixes;
    for (int i = 0; i < 200; ++i) prefixes += word(i) + "* ";
    CHECK(words_understood(prefixes) <= 64);
}

TEST_CASE("a phrase has 32 words; those behind them are passed over", "[search][limits]") {
    const auto phrase = [](int count, const std::string& last) {
        return "\"" + words(count - 1) + " " + last + "\"";
    };
    CHECK(long_article().run(phrase(32, word(31))).total == 1);
    CHECK(long_article().run(phrase(32, "absent")).total == 0);
    CHECK(long_article().run(phrase(33, "absent")).total == 1);
    CHECK(long_article().run(phrase(32, word(30))).total == 0);
    CHECK(words_understood(phrase(500, "fin")) == 32);
}

TEST_CASE("brackets are read 16 deep; the words of deeper ones stay", "[search][limits]") {
    static const Searching fixture({test::article("gaz", "Un", "Le gaz."),
                                    test::article("vent", "Deux", "Le vent."),
                                    test::article("both", "Trois", "Le vent et le gaz.")});
    const int depth = GENERATE(1, 15, 16, 17, 100, 10'000);
    CAPTURE(depth);
    const std::string open(static_cast<std::size_t>(depth), '(');
    const std::string close(static_cast<std::size_t>(depth), ')');
    CHECK(fixture.found(open + "gaz OU vent" + close) == "both gaz vent");
    CHECK(fixture.found(open + "gaz" + close + " ET " + open + "vent" + close) == "both");
    CHECK(fixture.found(open + "gaz ET vent") == "both");
    CHECK(fixture.found("vent SAUF " + open + "gaz" + close) == "vent");
    CHECK(fixture.run(open).total == 0);
    CHECK(fixture.run(close).total == 0);
    std::string nested;
    for (int i = 0; i < depth; ++i) nested += i % 2 == 0 ? "(gaz OU " : "-(vent ET ";
    CHECK_NOTHROW(fixture.run(nested + "x" + close));
}

TEST_CASE("a distance has at most two digits", "[search][limits]") {
    std::string between;
    for (int i = 0; i < 98; ++i) between += " " + word(i);
    static const Searching fixture({
        test::article("98", "Un", "gaz" + between + " vent"),
        test::article("99", "Deux", "gaz" + between + " encore vent"),
        test::article("100", "Trois", "gaz" + between + " encore et vent"),
    });
    CHECK(fixture.found("gaz PROCHE/98 vent").empty());
    CHECK(fixture.found("gaz PROCHE/99 vent") == "98");
    CHECK(fixture.found("\"gaz vent\"~97").empty());
    CHECK(fixture.found("\"gaz vent\"~98") == "98");
    CHECK(fixture.found("\"gaz vent\"~99") == "98 99");
    CHECK(fixture.found("\"vent gaz\"~99") == "98 99");
    CHECK_NOTHROW(fixture.run("gaz PROCHE/100 vent"));  // a word like others
    CHECK_NOTHROW(fixture.run("gaz PROCHE/0 vent"));
    CHECK_NOTHROW(fixture.run("\"gaz vent\"~100"));
    CHECK_NOTHROW(fixture.run("\"gaz vent\"~99999999999999999999"));
    CHECK(fixture.found("gaz PROCHE/99999999999999999999 vent", MatchLevel::exact) ==
          fixture.found("gaz PROCHE/100 vent", MatchLevel::exact));
}

TEST_CASE("a query of 1000 characters is answered, whatever they are", "[search][limits]") {
    static const Searching fixture({test::article("a", "Un", "Le gaz. " + std::string(900, 'x'))});
    constexpr std::size_t kMost = SearchRequest::kMaxQueryCharacters;
    for (const std::string piece : {"x",
                                    "(",
                                    ")",
                                    "\"",
                                    "-",
                                    "+",
                                    "*",
                                    "a*",
                                    "x ",
                                    "é",
                                    "e\u0301",
                                    "\u00AD",
                                    "\u200B",
                                    "\U0001F30D",
                                    "\U0010FFFD",
                                    "«",
                                    "gaz OU ",
                                    "gaz ET ",
                                    "SAUF ",
                                    "NON gaz ",
                                    "PROCHE/9 ",
                                    "gaz PROCHE/9 ",
                                    "titre:",
                                    "auteur:(",
                                    "\"gaz gaz\"~9 ",
                                    "\"gaz\"~",
                                    "date:",
                                    "2013 ",
                                    "du 3 au 9 juin 2024 ",
                                    "-7j ",
                                    "ONU ",
                                    "l'",
                                    "a-",
                                    "1 ",
                                    "4 700 ",
                                    "S.N.",
                                    "gaz*",
                                    "député(e)s ",
                                    "\t",
                                    "."}) {
        std::string query;
        std::size_t characters = 0;
        while (characters + count_code_points(piece) <= kMost) {
            query += piece;
            characters += count_code_points(piece);
        }
        CAPTURE(piece);
        SearchRequest request;
        request.selection.query = query;
        request.explain = true;
        REQUIRE_NOTHROW(fixture.run(request));
    }
}

TEST_CASE("a word longer than a term is cut alike in articles and queries", "[search][limits]") {
    const std::string long_word(200, 'z');
    const Searching fixture(
        {test::article("a", "Un", "Le " + long_word + "."), test::article("b", "Deux", "Le zz.")});
    CHECK(fixture.found(long_word) == "a");
    CHECK(fixture.found("\"" + long_word + "\"") == "a");
    CHECK(fixture.found("zzz*") == "a");
    CHECK(fixture.found(long_word + "*") == "a");
    CHECK(fixture.run(long_word).hits.front().snippet_html == "Le <mark>" + long_word + "</mark>.");
}

TEST_CASE("a chain of PROCHE joins four parts; behind them it is as good as ET",
          "[search][limits]") {
    const Searching fixture(
        {test::article("near", "Un", "un1 deux2 trois3 quatre4 cinq5"),
         test::article("far", "Un", "un1 deux2 trois3 quatre4 " + words(30) + " cinq5")});
    const std::string four = "un1 PROCHE/2 deux2 PROCHE/2 trois3 PROCHE/2 quatre4";
    CHECK(fixture.found("quatre4 PROCHE/2 cinq5") == "near");
    CHECK(fixture.found(four) == "far near");
    CHECK(fixture.found(four + " PROCHE/2 cinq5") == "far near");
}

TEST_CASE("twelve phrases are looked up by place; the words of more may stand anywhere",
          "[search][limits]") {
    const Searching fixture({test::article("a", "Un", words(40))});
    const auto in_order = [](int count) {
        std::string phrases;
        for (int i = 0; i < count; ++i) {
            phrases += "\"" + word(2 * i) + " " + word(2 * i + 1) + "\" ";
        }
        return phrases;
    };
    CHECK(fixture.run(in_order(12)).total == 1);
    CHECK(fixture.run(in_order(11) + "\"mot30 mot29\"").total == 0);
    CHECK(fixture.run(in_order(12) + "\"mot30 mot29\"").total == 1);
}

TEST_CASE("synonyms do not use up the phrases that were typed", "[search][limits]") {
    const Searching fixture(
        {test::article("a", "Un", "ONU OTAN UE OMS FMI BCE OMC OIT PIB mot2 mot1")});
    const std::string acronyms = "ONU OTAN UE OMS FMI BCE OMC OIT PIB ";
    CHECK(fixture.run(acronyms + "\"mot2 mot1\"").total == 1);
    CHECK(fixture.run(acronyms + "\"mot1 mot2\"").total == 0);
}
