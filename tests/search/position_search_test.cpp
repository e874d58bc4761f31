// Where words stand: phrases, phrases with a distance, PROCHE.

#include <catch2/catch.hpp>

#include "support/search_fixture.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::Searching;

TEST_CASE("PROCHE counts from word to word, in both orders", "[search][proximity]") {
    static const Searching fixture({
        test::article("one", "Un", "Le gaz russe arrive."),
        test::article("three", "Deux", "Le gaz du voisin russe arrive."),
        test::article("back", "Trois", "Un russe vend le gaz."),
        test::article("far", "Quatre", "Le gaz coûte bien plus qu'avant, dit le russe."),
        test::article("apart", "Le russe", "Le gaz."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"gaz PROCHE/1 russe", "one"},
        {"russe PROCHE/1 gaz", "one"},
        {"gaz PROCHE/2 russe", "one"},
        {"gaz PROCHE/3 russe", "back one three"},
        {"russe PROCHE/3 gaz", "back one three"},
        {"gaz NEAR/6 russe", "back one three"},
        {"gaz NEAR/7 russe", "back far one three"},
        {"gaz PROCHE russe", "back far one three"},
        {"gaz PROCHE/99 russe", "back far one three"},  // never from the title into the text
        {"gaz PROCHE/3 (russe OU voisin)", "back one three"},
        {"gaz PROCHE/1 \"russe arrive\"", "one"},
        {"gaz PROCHE/3 \"russe arrive\"", "one three"},
        {"gaz PROCHE/1 gaz", ""},  // one word is not near itself
        {"gaz PROCHE/3 russe PROCHE/1 arrive", "one three"},
        {"russe SAUF gaz PROCHE/3 russe", "apart far"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("a phrase with a distance lets so many other words in", "[search][phrase]") {
    static const Searching fixture({
        test::article("zero", "Un", "Route soie."),
        test::article("two", "Deux", "La route de la soie."),
        test::article("back", "Trois", "La soie et la route."),
        test::article("three", "Quatre", "La route vers toute la soie."),
        test::article("once", "Cinq", "Une route."),
        test::article("title", "La route", "Soie et coton."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"\"route soie\"", "zero"},
        {"\"route soie\"~0", "zero"},
        {"\"route soie\"~1", "zero"},
        {"\"route soie\"~2", "back two zero"},
        {"\"soie route\"~2", "back two zero"},
        {"\"route soie\"~3", "back three two zero"},
        {"\"route soie\"~99", "back three two zero"},
        {"\"soie de route\"~1", "two"},
        {"« route de la soie »", "two"},
        {"\"route route\"~5", ""},  // no article has the word twice
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("a phrase stands as typed at exact, in other forms at flexion", "[search][phrase]") {
    static const Searching fixture({
        test::article("a", "Un", "Bâtir une communauté de destin."),
        test::article("b", "Deux", "Des communautés de destin ; une communauté, un destin."),
        test::article("c", "Trois", "Des communautés de destins."),
        test::article("d", "Quatre", "Une vie communautaire de destin."),
    });
    const std::string phrase = "\"communauté de destin\"";
    CHECK(fixture.found(phrase, MatchLevel::exact) == "a");
    CHECK(fixture.found(phrase, MatchLevel::flexion) == "a b c");
    CHECK(fixture.found(phrase, MatchLevel::famille) == "a b c");  // a phrase has no families
    CHECK(fixture.found("\"communautés de destin\"", MatchLevel::exact) == "b");
    CHECK(fixture.found("\"communaute de destin\"", MatchLevel::exact) == "a");
    CHECK(fixture.found("\"communauté destin\"~1", MatchLevel::exact) == "a b");
    CHECK(fixture.found("communautés PROCHE/2 destin", MatchLevel::exact) == "b");
}

TEST_CASE("no phrase and no nearness runs from the title into the text", "[search][phrase]") {
    std::string title = "mot0";
    std::string text = "mot16";
    for (int i = 1; i < 16; ++i) title += " mot" + std::to_string(i);
    for (int i = 17; i < 32; ++i) text += " mot" + std::to_string(i);
    const Searching fixture({test::article("a", title, text)});
    CHECK(fixture.found("\"mot14 mot15\"") == "a");
    CHECK(fixture.found("\"mot15 mot16\"") == "");
    CHECK(fixture.found("\"mot15 mot16\"~99") == "");
    CHECK(fixture.found("mot15 PROCHE/99 mot16") == "");
    CHECK(fixture.found("\"" + title + " " + text + "\"~99") == "");
}

TEST_CASE("a hyphen ties words as quotes do", "[search][phrase]") {
    const Searching fixture({
        test::article("a", "Un", "Un accord sino-kazakh."),
        test::article("b", "Deux", "Un Kazakh, un accord sino-russe."),
    });
    CHECK(fixture.found("sino-kazakhs") == "a");
    CHECK(fixture.found("sino kazakh") == "a b");
    CHECK(fixture.found("\"sino kazakh\"") == "a");
}

TEST_CASE("a phrase is found wherever it begins again, and whole alone", "[search][phrase]") {
    static const Searching fixture({
        test::article("again", "Gaz", "Le gaz, le gaz russe."),
        test::article("pas", "Pas à pas", "Il avance pas à pas à pas de loup."),
        test::article("cut", "Le gaz", "russe arrive, le gaz"),
        test::article("title", "Le gaz russe", "Rien."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"\"le gaz russe\"", "again title"},
        {"titre:\"le gaz russe\"", "title"},
        {"titre:\"le gaz\"", "cut title"},
        {"\"pas à pas de loup\"", "pas"},
        {"titre:\"pas à pas\"", "pas"},
        {"titre:\"pas de loup\"", ""},
        {"\"gaz gaz\"", ""},
        {"\"arrive le gaz\"", "cut"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}
