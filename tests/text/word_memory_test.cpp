#include "text/word_memory.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "support/analyzer.hpp"

using namespace kiosque::text;

namespace {

WordMemory::Terms terms_of(const std::string& exact) {
    return std::make_shared<const WordTerms>(WordTerms{exact, exact, {exact}, exact, false});
}

}  // namespace

TEST_CASE("the terms of a word are made once, however many threads ask", "[text][memory]") {
    WordMemory memory(10'000);
    std::atomic<int> made = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int word = 0; word < 100; ++word) {
                const std::string exact = "mot" + std::to_string(word);
                const auto terms = memory.find_or_make(exact, [&] {
                    ++made;
                    return terms_of(exact);
                });
                if (terms->exact != exact) made = -1'000;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(made == 100);
}

TEST_CASE("a full memory forgets, and what it gave stays valid", "[text][memory]") {
    WordMemory memory(640);
    const auto first = memory.find_or_make("gaz", [] { return terms_of("gaz"); });
    int made = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::string exact = "mot" + std::to_string(i);
        memory.find_or_make(exact, [&] { return terms_of(exact); });
    }
    memory.find_or_make("gaz", [&] {
        ++made;
        return terms_of("gaz");
    });
    CHECK(made == 1);
    CHECK(first->exact == "gaz");
}

TEST_CASE("what goes wrong while terms are made is told, and leaves nothing", "[text][memory]") {
    WordMemory memory(100);
    const auto fail = []() -> WordMemory::Terms { throw std::runtime_error("no memory"); };
    CHECK_THROWS_WITH(memory.find_or_make("gaz", fail), "no memory");
    CHECK(memory.find_or_make("gaz", [] { return terms_of("gaz"); })->exact == "gaz");
}

TEST_CASE("analyzers that share their words give the terms of one alone", "[text][memory]") {
    WordMemory shared(64);  // one word a part: forgets all the time
    FrenchAnalyzer first(kiosque::test::lexicon(), 5, &shared);
    FrenchAnalyzer second(kiosque::test::lexicon(), 5, &shared);
    FrenchAnalyzer alone(kiosque::test::lexicon());
    const std::string text =
        "Les élus ont réformé l’énergie des éoliennes ; Zbrnkv et les elues élisent Zbrnkvs.";
    const auto expected = alone.analyze(text);
    for (auto* analyzer : {&first, &second, &first}) {
        const auto tokens = analyzer->analyze(text);
        REQUIRE(tokens.size() == expected.size());
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            CHECK(tokens[i].terms->exact == expected[i].terms->exact);
            CHECK(tokens[i].terms->lemmas == expected[i].terms->lemmas);
            CHECK(tokens[i].terms->family == expected[i].terms->family);
        }
    }
}
