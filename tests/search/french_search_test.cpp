// What French asks of a search: accents, ligatures, numbers, acronyms, apostrophes, synonyms, days.

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

Article dated(const std::string& id, Day day) {
    Article made = test::article(id, "Une brève", "Le vent souffle.");
    made.date = day;
    return made;
}

}  // namespace

TEST_CASE("accents, capitals, ligatures and NFD do not matter", "[search][french]") {
    static const Searching fixture({
        test::article("taxes", "Un", "Les impôts montent."),
        test::article("taxes2", "Deux", "L’impôt, et non les IMPOTS."),
        test::article("feast", "Trois", "À Noël, à NOEL."),
        test::article("land", "Quatre", "Israël négocie."),
        test::article("work", "Cinq", "Une œuvre rare."),
        test::article("work2", "Six", "Une oeuvre rare."),
        test::article("heart", "Sept", "Le cœur du pays."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"impots", "taxes taxes2"},
        {"impôts", "taxes taxes2"},
        {"IMPÔTS", "taxes taxes2"},
        {"IMPOTS", "taxes taxes2"},
        {"impo\u0302ts", "taxes taxes2"},
        {"IMPO\u0302TS", "taxes taxes2"},
        {"\"les impots\"", "taxes taxes2"},
        {"noel", "feast"},
        {"Noël", "feast"},
        {"noe\u0308l", "feast"},
        {"israel", "land"},
        {"ISRAËL", "land"},
        {"oeuvre", "work work2"},
        {"œuvre", "work work2"},
        {"OEUVRES", "work work2"},
        {"Œuvres", "work work2"},
        {"coeur", "heart"},
        {"cœurs", "heart"},
        {"\"coeur du pays\"", "heart"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("the accents that were typed rank first", "[search][french][ranking]") {
    const Searching fixture({
        test::article("coast", "Une ville", "La côte est belle en été."),
        test::article("side", "Une ville", "Le côté est beau en été."),
        test::article("rate", "Une ville", "La cote est haute en été."),
    });
    CHECK(fixture.ranked("côté").starts_with("side"));
    CHECK(fixture.ranked("côte").starts_with("coast"));
    CHECK(fixture.ranked("cote").starts_with("rate"));
    CHECK(fixture.found("cote") == "coast rate side");
    CHECK(fixture.found("côté", MatchLevel::exact) == "side");
}

TEST_CASE("a number is one word however it is grouped", "[search][french][numbers]") {
    static const Searching fixture({
        test::article("plain", "Un", "Il y a 4700 entreprises."),
        test::article("point", "Deux", "Il y a 4.700 entreprises."),
        test::article("space", "Trois", "Il y a 4 700 entreprises."),
        test::article("fixed", "Quatre", "Il y a 4\u00A0700 entreprises."),
        test::article("thin", "Cinq", "Il y a 4\u202F700 entreprises."),
        test::article("share", "Six", "Une part de 28,6 %."),
        test::article("whole", "Sept", "Il reste 286 places et 700 chaises."),
    });
    const std::string all = "fixed plain point space thin";
    const auto [query, ids] = GENERATE_COPY(table<std::string, std::string>({
        {"4700", all},
        {"4.700", all},
        {"4 700", all},
        {"4\u00A0700", all},
        {"4\u202F700", all},
        {"4 700 entreprises", all},
        {"\"4700 entreprises\"", all},
        {"entreprises SAUF 4 700", ""},
        {"700", "whole"},
        {"28,6", "share"},
        {"28.6", "share"},
        {"286", "whole"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("acronyms and words with an apostrophe are words of their own", "[search][french]") {
    static const Searching fixture({
        test::article("train", "Un", "La S.N.C.F. recrute."),
        test::article("train2", "Deux", "La SNCF recrute."),
        test::article("carbon", "Trois", "Le marché ETS en Europe."),
        test::article("and", "Quatre", "Et le froid et le chaud."),
        test::article("today", "Cinq", "Aujourd’hui tout change."),
        test::article("court", "Six", "Un prud'homme et les prud’hommes."),
        test::article("man", "Sept", "Un homme dort."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"S.N.C.F.", "train train2"},
        {"SNCF", "train train2"},
        {"sncf", "train train2"},
        {"\"la s.n.c.f. recrute\"", "train train2"},
        {"ETS", "carbon"},
        {"\"aujourd'hui\"", "today"},
        {"\"aujourd’hui tout\"", "today"},
        {"prud'homme", "court"},
        {"prud’hommes", "court"},
        {"homme", "man"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}

TEST_CASE("what means the same is found both ways, behind what was typed", "[search][synonyms]") {
    const Searching fixture({
        test::article("short", "Une réunion", "Hier, l’ONU a voté ce texte."),
        test::article("long", "Une réunion", "Hier, les Nations unies ont voté ce texte."),
        test::article("loose", "Une réunion", "Des nations se sont unies ; elles ont voté."),
    });
    CHECK(fixture.ranked("ONU") == "short long");
    CHECK(fixture.ranked("onu") == "short long");
    CHECK(fixture.ranked("O.N.U.") == "short long");
    CHECK(fixture.ranked("Nations unies").starts_with("long"));
    CHECK(fixture.found("Nations unies") == "long loose short");
    CHECK(fixture.found("Organisation des Nations unies") == "long short");
    CHECK(fixture.found("texte ONU") == "long short");
    CHECK(fixture.found("texte SAUF ONU") == "long");  // what was named, no more
    CHECK(fixture.found("ONU", MatchLevel::exact) == "short");
    CHECK(fixture.found("\"ONU\"") == "short");
    CHECK(fixture.found("\"Nations unies\"") == "long");
    CHECK(fixture.found("ONU", MatchLevel::flexion) == "long short");
}

TEST_CASE("days are those of the article, or those that its text names", "[search][dates]") {
    const Day today = today_in_paris();
    static const Searching fixture({
        dated("y13", day(2013, 5, 5)),
        test::article("t13", "Une brève", "Depuis 2013, le gaz coûte."),
        dated("m24", day(2024, 3, 31)),
        test::article("tm24", "Une brève", "En mars 2024, tout change."),
        dated("j3", day(2024, 6, 3)),
        dated("j9", day(2024, 6, 9)),
        dated("j10", day(2024, 6, 10)),
        dated("yesterday", today - std::chrono::days(1)),
        dated("week", today - std::chrono::days(7)),
        dated("eight", today - std::chrono::days(8)),
        test::article("thier", "Une brève", "Hier encore, le calme."),
    });
    const auto [query, ids] = GENERATE(table<std::string, std::string>({
        {"2013", "t13 y13"},
        {"date:2013", "y13"},
        {"\"2013\"", "t13"},
        {"gaz 2013", "t13"},
        {"vent 2013", "y13"},
        {"gaz OU 2013", "t13 y13"},
        {"mars 2024", "m24 tm24"},
        {"date:mars 2024", "m24"},
        {"date:2024-03", "m24"},
        {"vent du 3 au 9 juin 2024", "j3 j9"},
        {"du 3 au 9 juin 2024", "j3 j9"},
        {"03/06/2024", "j3"},
        {"3 juin 2024", "j3"},
        {"2024-06-03..2024-06-10", "j10 j3 j9"},
        {"hier", "yesterday"},
        {"date:hier", "yesterday"},
        {"\"hier\"", "thier"},
        {"-7j", "week yesterday"},
        {"date:-7j", "week yesterday"},
        {"vent -1s", "week yesterday"},
        {"vent de 2013 à 2015", "y13"},
        {"vent SAUF date:2024..", "y13"},
    }));
    CAPTURE(query);
    CHECK(fixture.found(query) == ids);
}
