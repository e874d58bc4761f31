// What is asked for less when too little is found, step by step, and how the answer says it.

#include <catch2/catch.hpp>

#include "support/search_fixture.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::Searching;

namespace {

const Searching& railway() {
    static const Searching fixture({
        test::article("t", "Un", "Le train."),
        test::article("ts", "Deux", "Le train de la steppe."),
        test::article("tc", "Trois", "Le train et le camion."),
        test::article("g", "Quatre", "Le gazoduc."),
        test::article("gr", "Cinq", "Le gazoduc et la route de la soie."),
    });
    return fixture;
}

/// "relaxed | echo | ids", or "all | ..." when every word was wanted.
std::string answer(const Searching& fixture, const std::string& query) {
    const auto result = fixture.run(query);
    return std::string(result.query.relaxed ? "relaxed" : "all") + " | " + result.query.parsed +
           " | " + fixture.found(query);
}

}  // namespace

TEST_CASE("words that no article has are passed over, then any word will do", "[search][relaxed]") {
    const auto [query, expected] = GENERATE(table<std::string, std::string>({
        {"train steppe", "all | train ET steppe | ts"},
        {"train steppe fusée", "relaxed | train ET steppe (dans aucun article : fusée) | ts"},
        {"fusée train comète", "relaxed | train (dans aucun article : fusée, comète) | t tc ts"},
        {"gazoduc camion", "relaxed | gazoduc OU camion | g gr tc"},
        {"gazoduc camion fusée",
         "relaxed | gazoduc OU camion (dans aucun article : fusée) | g gr tc"},
        {"fusée", "all | fusée | "},
        {"fusée comète", "all | fusée ET comète | "},
        {"fus* gazoduc", "relaxed | gazoduc (dans aucun article : fus*) | g gr"},
    }));
    CAPTURE(query);
    CHECK(answer(railway(), query) == expected);
}

TEST_CASE("what was joined, quoted, signed or excluded holds throughout", "[search][relaxed]") {
    const auto [query, expected] = GENERATE(table<std::string, std::string>({
        {"gazoduc ET camion", "all | gazoduc ET camion | "},
        {"\"gazoduc camion\"", "all | « gazoduc camion » | "},
        {"gazoduc PROCHE/5 camion", "all | gazoduc PROCHE/5 camion | "},
        {"titre:quatre titre:cinq", "all | titre:quatre ET titre:cinq | "},
        {"+train gazoduc camion", "relaxed | train ET (gazoduc OU camion) | tc"},
        {"+train steppe camion", "relaxed | train ET (steppe OU camion) | tc ts"},
        {"+fusée train steppe", "all | fusée ET train ET steppe | "},
        {"gazoduc camion -steppe", "relaxed | gazoduc OU camion SAUF steppe | g gr tc"},
        {"gazoduc camion -train", "relaxed | gazoduc OU camion SAUF train | g gr"},
        {"gazoduc fusée -\"route de la soie\"",
         "relaxed | gazoduc SAUF « route de la soie » (dans aucun article : fusée) | g"},
        {"\"route de la soie\" camion fusée gazoduc",
         "relaxed | « route de la soie » ET (camion OU gazoduc) (dans aucun article : fusée) | "
         "gr"},
        {"(train OU gazoduc) fusée camion soie",
         "relaxed | (train OU gazoduc) ET (camion OU soie) (dans aucun article : fusée) | gr tc"},
        {"section:x train steppe", "all | section:x ET train ET steppe | "},
    }));
    CAPTURE(query);
    CHECK(answer(railway(), query) == expected);
}

TEST_CASE("of a long query its most telling words are wanted", "[search][relaxed]") {
    std::vector<Article> articles;
    for (int i = 0; i < 37; ++i) {
        articles.push_back(test::article("v" + std::to_string(i), "Un", "Une ville."));
    }
    articles.push_back(test::article("a", "Un", "Le gazoduc, le train, la steppe."));
    articles.push_back(test::article("b", "Un", "Le gazoduc, le train, le camion."));
    articles.push_back(test::article("c", "Un", "Le gazoduc."));
    const Searching fixture(std::move(articles));
    // The town is in nearly every article and tells little: it may be missing, the others not.
    CHECK(answer(fixture, "gazoduc train steppe ville") ==
          "relaxed | l’essentiel de : gazoduc, train, steppe, ville | a b");
    CHECK(answer(fixture, "+gazoduc train steppe ville camion") ==
          "relaxed | gazoduc ET l’essentiel de : train, steppe, ville, camion | a b");
    CHECK(answer(fixture, "gazoduc train steppe ville -camion fusée") ==
          "relaxed | l’essentiel de : gazoduc, train, steppe, ville SAUF camion (dans aucun "
          "article : fusée) | a");
    // Three words are few enough to be meant.
    CHECK(answer(fixture, "gazoduc train steppe") == "all | gazoduc ET train ET steppe | a");
}

TEST_CASE("a long query that finds a page is not relaxed", "[search][relaxed]") {
    std::vector<Article> articles;
    for (int i = 0; i < 10; ++i) {
        articles.push_back(test::article(std::to_string(i), "Un",
                                         "Le gazoduc, le train, la "
                                         "steppe, la ville."));
    }
    articles.push_back(test::article("x", "Un", "Le gazoduc, le train, la steppe."));
    const Searching fixture(std::move(articles));
    const auto result = fixture.run("gazoduc train steppe ville");
    CHECK_FALSE(result.query.relaxed);
    CHECK(result.total == 10);
    CHECK(result.query.parsed == "gazoduc ET train ET steppe ET ville");
}

TEST_CASE("a sentence falls to any of its words, the best articles first", "[search][relaxed]") {
    CHECK(answer(railway(), "quel train traverse la steppe ?") ==
          "relaxed | train OU steppe (dans aucun article : traverse) | t tc ts");
    CHECK(railway().ranked("quel train traverse la steppe ?").starts_with("ts"));
    CHECK(answer(railway(), "train steppe camion gazoduc route soie quatre") ==
          "relaxed | train OU steppe OU camion OU gazoduc OU route OU soie OU quatre | g gr t tc "
          "ts");
    CHECK(answer(railway(), "quel train ?") == "all | train | t tc ts");
}

TEST_CASE("a sentence that finds enough articles keeps all its words", "[search][relaxed]") {
    std::vector<Article> articles;
    for (int i = 0; i < 50; ++i) {
        articles.push_back(test::article(std::to_string(i), "Un", "Le train de la steppe."));
    }
    articles.push_back(test::article("x", "Un", "Le train."));
    const Searching fixture(std::move(articles));
    CHECK(fixture.run("quel train dans la steppe ?").total == 50);
    CHECK_FALSE(fixture.run("quel train dans la steppe ?").query.relaxed);
}

TEST_CASE("no filter changes what is relaxed, nor what is said", "[search][relaxed][facets]") {
    Article a = test::article("a", "Un", "Le gazoduc et le train.");
    a.section = "Énergie";
    Article b = test::article("b", "Deux", "Le train.");
    b.section = "Transports";
    Article c = test::article("c", "Trois", "Le camion.");
    c.section = "Transports";
    c.date = Day(std::chrono::year(2013) / 1 / 1);
    const Searching fixture({a, b, c});
    const auto filtered = [&](const std::string& query) {
        std::string shown;
        SearchRequest request;
        request.selection.query = query;
        const auto add = [&] {
            const auto result = fixture.run(request);
            shown += result.query.parsed + (result.query.relaxed ? " relaxed " : " all ") +
                     std::to_string(result.total) + " | ";
        };
        add();
        request.selection.only = {{"section", {"Transports"}}};
        add();
        request.selection.days = DayRange{Day(std::chrono::year(2013) / 1 / 1), {}};
        add();
        return shown;
    };
    CHECK(filtered("gazoduc train") ==
          "gazoduc ET train all 1 | gazoduc ET train all 0 | gazoduc ET train all 0 | ");
    CHECK(filtered("gazoduc camion") ==
          "gazoduc OU camion relaxed 2 | gazoduc OU camion relaxed "
          "1 | gazoduc OU camion relaxed 1 | ");
}
