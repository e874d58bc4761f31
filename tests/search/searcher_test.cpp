#include "search/searcher.hpp"

#include <algorithm>
#include <fstream>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "index/columns_format.hpp"
#include "search/engine.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::search;

namespace {

struct Fixture {
    test::TestIndex index;
    Engine engine;

    explicit Fixture(std::vector<Article> articles)
        : index(std::move(articles)), engine(index.path()) {
        engine.refresh();
    }

    SearchResult search(const std::string& query) const {
        SearchRequest request;
        request.selection.query = query;
        return engine.current()->search(request);
    }

    std::vector<std::string> ids(const std::string& query) const {
        std::vector<std::string> found;
        for (const auto& hit : search(query).hits) found.push_back(hit.article.id);
        return found;
    }
};

using Ids = std::vector<std::string>;

Day day(int year) {
    return Day(std::chrono::year(year) / 1 / 1);
}

}  // namespace

TEST_CASE("accents, case, elision and NFD find the same articles in the same order",
          "[search][french]") {
    const Fixture fixture({
        test::article("a", "L’énergie du vent", "Les parcs éoliens."),
        test::article("b", "Le gaz", "Une énergie fossile, dit-on ; l'énergie coûte."),
        test::article("c", "Autre chose", "Rien à voir."),
    });
    const auto expected = fixture.ids("énergie");
    CHECK(expected == Ids{"a", "b"});
    for (const auto* query : {"l'énergie", "l’energie", "ENERGIE", "Énergies", "e\u0301nergie"}) {
        CAPTURE(query);
        CHECK(fixture.ids(query) == expected);
    }
}

TEST_CASE("all words are wanted; when no article has them all, any of them will do, and it is said",
          "[search][relaxed]") {
    const Fixture fixture({
        test::article("a", "Un", "Le gazoduc de la steppe."),
        test::article("b", "Deux", "Le train de la steppe."),
    });
    CHECK(fixture.ids("train steppe") == Ids{"b"});
    CHECK_FALSE(fixture.search("train steppe").query.relaxed);
    const auto relaxed = fixture.search("train gazoduc");
    CHECK(relaxed.query.relaxed);
    CHECK(relaxed.total == 2);
    CHECK(relaxed.query.parsed == "train OU gazoduc");
    CHECK(fixture.search("\"train gazoduc\"").total == 0);  // quotes are meant
    CHECK(fixture.search("fusée").total == 0);
}

TEST_CASE("a filter never widens a search", "[search][relaxed]") {
    Article a = test::article("a", "Un", "Le gazoduc et le train.");
    a.section = "Énergie";
    Article b = test::article("b", "Deux", "Le train.");
    b.section = "Transports";
    const Fixture fixture({a, b});
    SearchRequest request;
    request.selection.query = "gazoduc train";
    request.selection.only = {{"section", {"Transports"}}};
    CHECK(fixture.engine.current()->search(request).total == 0);
}

TEST_CASE("words of a phrase follow each other, in any of their forms", "[search][phrase]") {
    const Fixture fixture({
        test::article("a", "Un", "Bâtir une communauté de destin."),
        test::article("b", "Deux", "Le destin de la communauté."),
        test::article("c", "Trois", "Des communautés de destin."),
    });
    CHECK(fixture.ids("\"communauté de destin\"").size() == 2);
    CHECK(fixture.ids("« communautés de destin »").size() == 2);
    CHECK(fixture.ids("communauté destin").size() == 3);
}

TEST_CASE("a long phrase is found without its accents", "[search][phrase]") {
    const Fixture fixture({test::article(
        "a", "Un",
        "Les élèves étrangers préparés à Genève étudient les problèmes généraux de société.")});
    CHECK(fixture
              .search("\"eleves etrangers prepares a geneve etudient les problemes generaux de "
                      "societe\"")
              .total == 1);
}

TEST_CASE("an excluded stop word excludes", "[search][query]") {
    const Fixture fixture({test::article("a", "Les mines", "Des mines d'or, or cela brille."),
                           test::article("b", "Les mines", "Des mines de sel.")});
    CHECK(fixture.ids("mines -or") == Ids{"b"});
}

TEST_CASE("no phrase runs from the title into the text", "[search][phrase]") {
    const Fixture fixture({test::article("a", "La route", "Soie et coton.")});
    CHECK(fixture.ids("\"route soie\"").empty());
}

TEST_CASE("excluded words take articles away", "[search][query]") {
    const Fixture fixture({
        test::article("a", "Gaz", "Le gaz et le pétrole."),
        test::article("b", "Gaz", "Le gaz."),
    });
    CHECK(fixture.ids("gaz -pétrole") == Ids{"b"});
    CHECK(fixture.ids("-pétrole") == Ids{"b"});
    CHECK(fixture.search("gaz -pétrole").query.parsed == "gaz SAUF pétrole");
}

TEST_CASE("stop words weigh nothing beside other words, but can be searched alone",
          "[search][stop_words]") {
    const Fixture fixture({
        test::article("a", "Être et avoir", "Un film."),
        test::article("b", "Le gaz", "Du gaz."),
    });
    CHECK(fixture.ids("le gaz de la") == Ids{"b"});
    CHECK(fixture.ids("être et avoir") == Ids{"a"});
    CHECK(fixture.ids("\"être et avoir\"") == Ids{"a"});
}

TEST_CASE("the exact form ranks before other forms of the word", "[search][ranking]") {
    const Fixture fixture({
        test::article("cote", "Une ville", "La côte est belle en été."),
        test::article("cote2", "Une ville", "Le côté est beau en été."),
    });
    CHECK(fixture.ids("côté").front() == "cote2");
    CHECK(fixture.ids("côte").front() == "cote");
    CHECK(fixture.ids("cote").size() == 2);
}

TEST_CASE("the level says how far a word may stand from the one typed", "[search][match]") {
    const Fixture fixture({
        test::article("a", "Un", "Une élection."),
        test::article("b", "Deux", "Des élections."),
    });
    SearchRequest request;
    request.selection.query = "élections";
    request.selection.match = MatchLevel::exact;
    CHECK(fixture.engine.current()->search(request).total == 1);
    request.selection.match = MatchLevel::flexion;
    CHECK(fixture.engine.current()->search(request).total == 2);
}

TEST_CASE("the title weighs more than the text", "[search][ranking]") {
    const Fixture fixture({
        test::article("text", "Autre", "Un mot sur le gazoduc parmi bien d'autres mots."),
        test::article("title", "Le gazoduc", "Un texte qui parle de bien d'autres choses."),
    });
    CHECK(fixture.ids("gazoduc") == Ids{"title", "text"});
}

TEST_CASE("pages follow each other without gaps or repetitions", "[search][paging]") {
    std::vector<Article> articles;
    for (int i = 0; i < 25; ++i)
        articles.push_back(test::article(std::to_string(i), "Gaz", "Le gaz."));
    const Fixture fixture(std::move(articles));
    SearchRequest request;
    request.selection.query = "gaz";
    std::vector<std::string> seen;
    std::optional<std::size_t> next = 0;
    while (next) {
        request.offset = *next;
        const auto page = fixture.engine.current()->search(request);
        CHECK(page.total == 25);
        for (const auto& hit : page.hits) seen.push_back(hit.article.id);
        next = page.next_offset;
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
    CHECK(seen.size() == 25);
    request.offset = 100;
    CHECK(fixture.engine.current()->search(request).hits.empty());
}

TEST_CASE("articles sort by date, those without one behind all others", "[search][sort]") {
    std::vector<Article> articles;
    for (const auto& [id, year] : {std::pair("old", 2001), {"none", 0}, {"new", 2020}}) {
        articles.push_back(test::article(id, "Gaz", "Le gaz."));
        if (year != 0) articles.back().date = day(year);
    }
    const Fixture fixture(std::move(articles));
    const auto sorted = [&](Sort sort) {
        SearchRequest request;
        request.selection.query = "gaz";
        request.sort = sort;
        Ids found;
        for (const auto& hit : fixture.engine.current()->search(request).hits) {
            CHECK(hit.score > 0);
            found.push_back(hit.article.id);
        }
        return found;
    };
    CHECK(sorted(Sort::date_ascending) == Ids{"old", "new", "none"});
    CHECK(sorted(Sort::date_descending) == Ids{"new", "old", "none"});
    CHECK(fixture.ids("") == Ids{"new", "old", "none"});  // no query: the newest first
}

TEST_CASE("a query without a word finds nothing, an empty one everything", "[search][query]") {
    const Fixture fixture({test::article("a", "Un", "Texte.")});
    CHECK(fixture.search("").total == 1);
    CHECK(fixture.search("  ").total == 1);
    for (const auto* query : {"?!", "\"", "(", "\U0001F30D", "\"\""}) {
        CAPTURE(query);
        CHECK(fixture.search(query).total == 0);
    }
}

TEST_CASE("a long query is answered", "[search][limits]") {
    const Fixture fixture({test::article("a", "Un", "Le gaz.")});
    std::string query = "gaz";
    for (int i = 0; i < 200; ++i) query += " mot" + std::to_string(i);
    CHECK(fixture.search(query).total == 1);
    CHECK_NOTHROW(fixture.search("\"" + query + "\""));
    std::string ambiguous = "\"";
    for (int i = 0; i < 32; ++i) ambiguous += "élus ";
    CHECK_NOTHROW(fixture.search(ambiguous + "\""));
}

TEST_CASE("an article comes back as it was given", "[search][article]") {
    Article given = test::article("dossier/été n°1.md", "Titre", "Un.\n\nDeux.");
    given.url = "https://example.org/a";
    given.authors = {"A", "B"};
    given.tags = {"x"};
    given.date = day(2013);
    const Fixture fixture({given});
    const Article found = fixture.engine.current()->article("dossier/été n°1.md").article;
    CHECK(found.body == given.body);
    CHECK(found.authors == given.authors);
    CHECK(found.date == given.date);
    CHECK_THROWS_MATCHES(fixture.engine.current()->article("rien"), Error,
                         Catch::Message("no article has the id 'rien'"));
}

TEST_CASE("ids longer than a term of Xapian are found", "[search][article]") {
    const std::string head(300, 'x');
    const Fixture fixture(
        {test::article(head + "a", "Un", "Texte."), test::article(head + "b", "Deux", "Texte.")});
    CHECK(fixture.engine.current()->article(head + "b").article.title == "Deux");
}

TEST_CASE("a snippet says why a query finds an article", "[search][snippets]") {
    const Fixture fixture({test::article("a", "Le vent", "Un parc éolien tourne.")});
    const auto result = fixture.engine.current()->snippet("a", "éoliens", MatchLevel::famille, {});
    CHECK(result.snippet_html == "Un parc <mark>éolien</mark> tourne.");
    REQUIRE(result.fragments.size() == 1);
    CHECK(result.fragments[0].highlights[0].begin == 8);
}

TEST_CASE("a searcher stays on its generation while another is published", "[search][engine]") {
    Fixture fixture({test::article("a", "Un", "Le gaz.")});
    const auto before = fixture.engine.current();
    for (int i = 0; i < 6; ++i) fixture.index.replace({test::article("b", "Deux", "Le gaz.")});
    CHECK(before->article("a").article.title == "Un");  // its files are gone from the disk by now
    CHECK(before->stats().articles == 1);
    CHECK(fixture.engine.refresh());
    CHECK_FALSE(fixture.engine.refresh());
    CHECK(fixture.engine.current()->article("b").article.title == "Deux");
    CHECK(before->generation() == "0001.1");
    CHECK(fixture.engine.current()->generation() == "0007.1");
}

TEST_CASE("a directory without an index is told, and what to do", "[search][engine]") {
    const test::TemporaryFolder folder;
    Engine engine(folder.path());
    CHECK_FALSE(engine.refresh());
    CHECK_FALSE(engine.is_ready());
    CHECK_THROWS_MATCHES(engine.current(), Error,
                         Catch::Message("no index has been published in " + folder.path().string() +
                                        " yet; make one with kiosque-index --index " +
                                        folder.path().string() + " FOLDER"));
}

TEST_CASE("an altered byte of the columns is noticed on opening", "[search][engine]") {
    Fixture fixture({test::article("a", "Un", "Le gaz.")});
    fixture.index.replace({test::article("b", "Deux", "Le gaz.")});
    const auto columns = fixture.index.path() / "generations/0002/segments/0001/columns.bin";
    std::fstream file(columns, std::ios::in | std::ios::out | std::ios::binary);
    index::ColumnsHeader header;
    file.read(reinterpret_cast<char*>(&header), sizeof header);
    file.seekp(header.days_offset);  // what any number may stand in
    file.put('\x05');
    file.close();
    CHECK_THROWS_WITH(fixture.engine.refresh(),
                      Catch::Contains("its checksum is not the one in the manifest"));
}

TEST_CASE("a damaged index is reported as damaged, not as missing", "[search][engine]") {
    const test::TestIndex index({test::article("a", "Un", "Le gaz.")});
    std::filesystem::resize_file(index.path() / "generations/0001/segments/0001/xapian.db", 100);
    Engine engine(index.path());
    CHECK_THROWS_AS(engine.refresh(), Error);
    CHECK_THROWS_WITH(engine.current(), Catch::Contains("it has 100 bytes and should have"));
}

TEST_CASE("words that hyphens tie are stop words like others", "[search][stop_words]") {
    const Fixture fixture({test::article("a", "Un", "Le lynx vit dans la forêt.")});
    CHECK(fixture.search("y a-t-il un lynx").query.parsed == "lynx");
    CHECK(fixture.search("qu’est-ce que le lynx").query.parsed == "lynx");
}

TEST_CASE("the snippet shows what the title does not", "[search][snippets]") {
    const Fixture fixture({test::article("a", "L’énergie du vent",
                                         "L’énergie coûte cher.\n\nUn parc éolien tourne.")});
    CHECK(fixture.search("énergie éolien").hits.front().snippet_html ==
          "… Un parc <mark>éolien</mark> tourne.");
}

TEST_CASE("a damaged generation is refused and the one before goes on", "[search][engine]") {
    Fixture fixture({test::article("a", "Un", "Le gaz.")});
    fixture.index.replace({test::article("b", "Deux", "Le gaz.")});
    std::filesystem::resize_file(
        fixture.index.path() / "generations/0002/segments/0001/columns.bin", 10);
    CHECK_THROWS_AS(fixture.engine.refresh(), Error);
    CHECK(fixture.engine.current()->article("a").article.title == "Un");
}

TEST_CASE("an engine that begins with a damaged generation takes the one before",
          "[search][engine]") {
    const test::TestIndex index({test::article("a", "Un", "Le gaz.")});
    index.replace({test::article("b", "Deux", "Le gaz.")});
    index.replace({test::article("c", "Trois", "Le gaz.")});
    const auto columns = [&](const std::string& generation) {
        return index.path() / "generations" / generation / "segments/0001/columns.bin";
    };
    std::filesystem::resize_file(columns("0003"), 10);
    std::filesystem::resize_file(columns("0002"), 10);
    Engine engine(index.path());
    CHECK_THROWS_WITH(engine.refresh(), Catch::Contains(columns("0003").string()));
    CHECK(engine.is_ready());
    CHECK(engine.current()->article("a").article.title == "Un");
    index.replace({test::article("d", "Quatre", "Le gaz.")});
    CHECK(engine.refresh());
    CHECK(engine.current()->article("d").article.title == "Quatre");
}

TEST_CASE("another table of synonyms is another stamp", "[search][engine]") {
    const test::TestIndex index({test::article("a", "Un", "Le gaz.")});
    const test::TemporaryFolder folder;
    const auto stamp = [&](const std::filesystem::path& synonyms) {
        Engine engine(index.path(), synonyms);
        engine.refresh();
        return engine.current()->stamp();
    };
    const std::string plain = stamp({});
    CHECK(stamp({}) == plain);
    const std::string one = stamp(folder.write("one.tsv", "gaz\tbutane\n"));
    CHECK(one != plain);
    CHECK(stamp(folder.write("two.tsv", "gaz\tpropane\n")) != one);
}
