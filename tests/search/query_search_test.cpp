// What the query language finds: operators, brackets, fields and prefixes, over small real indexes.

#include <catch2/catch.hpp>

#include "search/day_range.hpp"
#include "support/search_fixture.hpp"

using namespace kiosque;
using namespace kiosque::search;
using test::Searching;

namespace {

Day day(int year, unsigned month, unsigned of_month) {
    return Day(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month));
}

const Searching& energies() {
    static const Searching fixture({
        test::article("a", "Un", "Le gaz russe."),
        test::article("b", "Deux", "Le pétrole russe."),
        test::article("c", "Trois", "Le gaz et le pétrole."),
        test::article("d", "Quatre", "Le vent."),
    });
    return fixture;
}

const Searching& press() {
    static const Searching fixture([] {
        Article a = test::article("a", "La réforme du rail", "Un texte.");
        a.authors = {"Jeanne Dupont", "Paul Martin"};
        a.section = "Énergie et climat";
        a.tags = {"gaz naturel", "Asie centrale"};
        a.source = "Le Monde diplomatique";
        a.date = day(2013, 7, 1);
        Article b = test::article("b", "Le rail", "La réforme.");
        b.authors = {"Paul Dupont", "Jeanne Martin"};
        b.section = "Sport";
        b.tags = {"gaz", "naturel"};
        b.source = "Le Figaro";
        b.date = day(2014, 1, 5);
        return std::vector{a, b, test::article("c", "Autre", "Dupont aime le sport et le gaz.")};
    }());
    return fixture;
}

}  // namespace

TEST_CASE("operators and brackets find what they say", "[search][query]") {
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"gaz ET pétrole", "c"},
        {"gaz AND pétrole", "c"},
        {"gaz et pétrole", "c"},
        {"gaz OU pétrole", "a b c"},
        {"gaz OR vent", "a c d"},
        {"gaz SAUF pétrole", "a"},
        {"gaz NON pétrole", "a"},
        {"gaz ET NON pétrole", "a"},
        {"gaz AND NOT russe", "c"},
        {"gaz -russe", "c"},
        {"+gaz pétrole", "c"},
        {"NON gaz", "b d"},
        {"-gaz -pétrole", "d"},
        {"gaz OU NON russe", "a c d"},
        {"gaz ET russe OU vent", "a d"},
        {"vent OU russe ET gaz", "a d"},
        {"gaz ET (russe OU vent)", "a"},
        {"(gaz OU pétrole) SAUF russe", "c"},
        {"russe SAUF (gaz OU vent)", "b"},
        {"-(gaz OU vent)", "b"},
        {"-(gaz -russe)", "a b d"},
        {"-(-gaz)", "a c"},
        {"((gaz) OU ((vent)))", "a c d"},
        {"(gaz ET pétrole) OU (russe SAUF gaz)", "b c"},
        {"gaz SAUF le pétrole", "a"},
    }));
    CAPTURE(query);
    CHECK(energies().found(query) == ids);
}

TEST_CASE("a field is searched alone, in several values and with phrases", "[search][fields]") {
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"titre:réforme", "a"},
        {"TITRE:reforme", "a"},
        {"title:rail", "a b"},
        {"titre:\"la réforme\"", "a"},
        {"titre:\"rail réforme\"~1", "a"},
        {"titre:(réforme OU autre)", "a c"},
        {"rail -titre:réforme", "b"},
        {"dupont", "c"},  // the words of a facet are no words of the text
        {"auteur:dupont", "a b"},
        {"author:DUPONT", "a b"},
        {"auteur:\"Jeanne Dupont\"", "a"},
        {"auteur:\"Dupont Paul\"", ""},  // they are two authors
        {"auteur:\"dupont paul\"~99", "b"},
        {"auteur:(jeanne ET dupont)", "a b"},
        {"auteur:(Durand OU Martin)", "a b"},
        {"-auteur:dupont", "c"},
        {"section:energie", "a"},
        {"section:\"énergie et climat\"", "a"},
        {"rubrique:sport", "b"},
        {"sport SAUF section:sport", "c"},
        {"tag:gaz", "a b"},
        {"tags:\"gaz naturel\"", "a"},
        {"tag:\"naturel asie\"", ""},
        {"source:monde", "a"},
        {"source:\"le figaro\"", "b"},
        {"source:figaro OU source:monde", "a b"},
        {"date:2013", "a"},
        {"jour:2014-01-05", "b"},
        {"date:2013..2014", "a b"},
        {"date:\"juillet 2013\"", "a"},
        {"date:juillet 2013 rail", "a"},
        {"rail date:2014", "b"},
        {"date:2013 OU date:2014", "a b"},
        {"-date:2013", "b c"},
        {"section:sport ET auteur:martin SAUF source:monde", "b"},
    }));
    CAPTURE(query);
    CHECK(press().found(query) == ids);
}

TEST_CASE("a prefix finds words that begin so, in a field those of the field",
          "[search][prefix][fields]") {
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"titre:réf*", "a"},
        {"titre:ref*", "a"},
        {"réf*", "a b"},
        {"auteur:dup*", "a b"},
        {"auteur:jean*", "a b"},  // which no text says
        {"tag:natur*", "a b"},
        {"section:énerg*", "a"},
        {"section:energ*", "a"},
        {"source:diplo*", "a"},
        {"source:fig* OU source:diplo*", "a b"},
    }));
    CAPTURE(query);
    CHECK(press().found(query) == ids);
}

TEST_CASE("a prefix reads accents as they were typed, or any when none were", "[search][prefix]") {
    static const Searching fixture({
        test::article("a", "Un", "Les élections."),
        test::article("b", "Deux", "Un électeur."),
        test::article("c", "Trois", "Elect, une marque."),
        test::article("d", "Quatre", "Un él sans suite."),
        test::article("e", "Cinq", "Un onusien dans la ville."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"élect*", "a b"},
        {"ÉLECT*", "a b"},
        {"e\u0301lect*", "a b"},
        {"elect*", "a b c"},
        {"l’élect*", "a b"},
        {"électi*", "a"},
        {"él*", "d"},  // two letters are a word
        {"e*", ""},
        {"élect* SAUF électi*", "b"},
        {"xyz*", ""},
        {"onu*", "e"},  // a prefix of an acronym is one like others
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("a prefix stands for its 100 most frequent words", "[search][prefix][limits]") {
    std::vector<Article> articles;
    for (char first = 'a'; first <= 'j'; ++first) {
        for (char second = 'a'; second <= 'o'; ++second) {
            const std::string word = std::string("zorg") + first + second;
            articles.push_back(test::article(word, "Un", "Le " + word + "."));
        }
    }
    articles.push_back(test::article("again", "Un", "Encore zorgjo."));  // the last, but frequent
    const Searching fixture(std::move(articles));
    SearchRequest request;
    request.selection.query = "zorg*";
    request.selection.match = MatchLevel::exact;
    const auto hits = fixture.all_hits(request);
    CHECK(hits.size() == 101);
    const auto has = [&](const std::string& id) {
        return std::any_of(hits.begin(), hits.end(),
                           [&](const Hit& hit) { return hit.article.id == id; });
    };
    CHECK(has("again"));
    CHECK(has("zorgjo"));
    CHECK(has("zorgaa"));
    CHECK_FALSE(has("zorgjn"));
}

TEST_CASE("the word for a day is looked for in texts where no article is of that day",
          "[search][query][dates]") {
    const Searching fixture({test::article("a", "Un", "La ville, aujourd’hui, dort.")});
    const auto result = fixture.run("aujourd'hui");
    CHECK(result.total == 1);
    CHECK(result.query.relaxed);
}
