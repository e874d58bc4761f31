#include "reading/json_reader.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "text/dates.hpp"

using namespace kiosque;
using namespace kiosque::reading;
using namespace std::string_literals;

namespace {

struct Outcome {
    std::vector<ReadArticle> articles;
    std::vector<std::string> problems;  ///< "line: message"

    std::vector<std::string> ids() const {
        std::vector<std::string> all;
        for (const ReadArticle& read : articles) all.push_back(read.article.id);
        return all;
    }

    OnArticle on_article() {
        return [this](ReadArticle read) { articles.push_back(std::move(read)); };
    }
    OnProblem on_problem() {
        return [this](const Problem& problem) {
            problems.push_back(std::to_string(problem.line) + ": " + problem.message);
        };
    }
};

Outcome read(const std::string& json) {
    Outcome outcome;
    read_json(json, "/c/a.json", "a.json", outcome.on_article(), outcome.on_problem());
    return outcome;
}

Outcome read_lines(const std::string& lines, std::size_t max_line_bytes = 1000) {
    Outcome outcome;
    std::istringstream stream(lines);
    read_json_lines(stream, max_line_bytes, "/c/a.jsonl", "a.jsonl", outcome.on_article(),
                    outcome.on_problem());
    return outcome;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an object is an article", "[indexer][json]") {
    const Outcome outcome = read(
        R"({"id": "zhanatas", "Titre": "Le parc", "corps": "Un.\nDeux.", "datePublished": "2024-07-03",
            "source": "Le Journal", "author": [{"name": "Jeanne"}, "Paul"], "rubrique": "Monde",
            "tags": ["énergie", "vent"], "description": "Court", "url": "https://exemple.fr", "lang": "fr",
            "inconnu": {"x": 1}, "section": null})");
    CHECK(outcome.problems.empty());
    REQUIRE(outcome.articles.size() == 1);
    const Article& article = outcome.articles[0].article;
    CHECK(article.id == "zhanatas");
    CHECK(article.title == "Le parc");
    CHECK(article.body == "Un.\n\nDeux.");
    CHECK(format_iso_day(article.date.value()) == "2024-07-03");
    CHECK(article.authors == Strings{"Jeanne", "Paul"});
    CHECK(article.section == "Monde");
    CHECK(article.tags == Strings{"énergie", "vent"});
    CHECK(article.url == "https://exemple.fr");
    CHECK(article.language == "fr");
    CHECK(outcome.articles[0].line == 0);
}

TEST_CASE("a list holds articles, each numbered where it has no id", "[indexer][json]") {
    const Outcome outcome = read(
        "[{\"text\": \"Un \\\"]},[ piège\"},\n\n {\"id\": 12, \"text\": "
        "\"Deux\"},{\"text\":\"Trois\"}]");
    CHECK(outcome.problems.empty());
    CHECK(outcome.ids() == Strings{"a.json#1", "12", "a.json#3"});
    CHECK(outcome.articles[0].article.body == "Un \"]},[ piège");
    CHECK(outcome.articles[1].line == 3);
}

TEST_CASE("a single object without an id has that of its file", "[indexer][json]") {
    CHECK(read("\xEF\xBB\xBF{\"text\": \"Un.\"}").ids() == Strings{"a.json"});
}

TEST_CASE("HTML under its own key is read as HTML", "[indexer][json]") {
    const Outcome outcome = read(R"({"content_html": "<p>Un <b>mot</b></p><p>Deux</p>"})");
    REQUIRE(outcome.articles.size() == 1);
    CHECK(outcome.articles[0].article.body == "Un mot\n\nDeux");
    CHECK(read(R"({"text": "1 < 2 <b>"})").articles.at(0).article.body == "1 < 2 <b>");
}

TEST_CASE("an object that is no article is a problem that names what is wrong", "[indexer][json]") {
    const auto [line, message] = GENERATE(table<std::string, std::string>({
        {R"({"title": 3, "text": "a"})", "1: 'title' must be a text, but is a number"},
        {R"({"text": ["a"]})", "1: 'text' must be a text, but is a list"},
        {R"({"text": "a", "tags": [1]})",
         "1: 'tags' must be a text or a list of texts, but holds a number"},
        {R"({"text": "a", "author": true})",
         "1: 'author' must be a text or a list of texts, but holds true or false"},
        {R"({"text": "a", "id": 1.5})",
         "1: 'id' must be a text or a whole number, but is a number"},
        {R"({"text": "a", "id": " "})",
         "1: the id must be 1 to 500 bytes of text without control characters, but is empty"},
        {R"({"text": "a\u0000b"})", "1: 'text' contains a NUL character"},
        {R"({"title": "a"})",
         "1: has no text; expected it under 'text', 'body', 'content' or 'html'"},
        {R"({"text": " 12 "})",
         "1: has no text; expected it under 'text', 'body', 'content' or 'html'"},
        {"[1]", "1: an article must be an object with keys, but is a list"},
        {"{\"text\": \"a\"",
         "1: is not valid JSON at column 13: syntax error while parsing object - unexpected end of "
         "input; expected '}'"},
        {"{\"text\": \"\xE9\"}",
         "1: is not valid UTF-8, which JSON must be; convert it, for instance with iconv"},
        {"{\"x\": " + std::string(40, '[') + std::string(40, ']') + "}",
         "1: is nested more than 32 levels deep"},
        {std::string(1001, ' ') + "{}", "1: is longer than 1000 bytes"},
    }));
    CAPTURE(line);
    const Outcome outcome = read_lines(line);
    CHECK(outcome.articles.empty());
    CHECK(outcome.problems == Strings{message});
}

TEST_CASE("a bad line does not stop a file of lines", "[indexer][json]") {
    const Outcome outcome =
        read_lines("\xEF\xBB\xBF{\"text\": \"Un\"}\r\n\n  \n{\"text\": 3}\nnon\n" +
                   std::string(2000, 'x') + "\n{\"text\": \"Deux\"}");
    CHECK(outcome.ids() == Strings{"a.jsonl#1", "a.jsonl#7"});
    CHECK(outcome.articles[1].line == 7);
    REQUIRE(outcome.problems.size() == 3);
    CHECK(outcome.problems[0] == "4: 'text' must be a text, but is a number");
    CHECK(outcome.problems[2] == "6: is longer than 1000 bytes");
}

TEST_CASE("broken JSON is one problem with line and column", "[indexer][json]") {
    const auto [json, message] = GENERATE(table<std::string, std::string>({
        {"[{\"text\": \"é\"},\n {\"text\" \"b\"}]",
         "2: is not valid JSON at line 2, column 12: syntax error while parsing object separator - "
         "unexpected string literal; expected ':'"},
        {"",
         "1: is not valid JSON at line 1, column 1: syntax error while parsing value - unexpected "
         "end of input; expected '[', '{', or a literal"},
        {"[]", "0: holds no article: the list is empty"},
        {"\"a\"", "0: an article must be an object with keys, but is a text"},
        {std::string(100, '['), "0: is nested more than 32 levels deep"},
        {"{\"text\": 1e999}", "0: is not valid JSON: number overflow parsing '1e999'"},
    }));
    CAPTURE(json);
    const Outcome outcome = read(json);
    CHECK(outcome.articles.empty());
    CHECK(outcome.problems == Strings{message});
}

TEST_CASE("a bad object in a list leaves the others", "[indexer][json]") {
    const Outcome outcome = read("[{\"text\": \"Un\"},\n{\"text\": 3},\n{\"text\": \"Trois\"}]");
    CHECK(outcome.ids() == Strings{"a.json#1", "a.json#3"});
    CHECK(outcome.problems == Strings{"2: 'text' must be a text, but is a number"});
}

TEST_CASE("what the callback throws passes through", "[indexer][json]") {
    const auto fail = [](const ReadArticle&) { throw Error(ErrorCode::io_failed, "disk full"); };
    std::istringstream stream("{\"text\": \"Un\"}");
    std::size_t problems = 0;
    CHECK_THROWS_MATCHES(
        read_json_lines(stream, 1000, "p", "i", fail, [&](const Problem&) { ++problems; }), Error,
        Catch::Message("disk full"));
    CHECK(problems == 0);
}

TEST_CASE("a list of tags is taken as it stands, a text is cut at its commas", "[indexer][json]") {
    const auto [written, expected] = GENERATE(table<std::string, Strings>({
        {R"(["Dupont, Jean"])", {"Dupont, Jean"}},
        {R"(["x,y", "z"])", {"x,y", "z"}},
        {R"("énergie, vent; gaz")", {"énergie", "vent", "gaz"}},
    }));
    CAPTURE(written);
    const Outcome outcome = read(R"({"text": "Un texte.", "tags": )" + written + "}");
    REQUIRE(outcome.articles.size() == 1);
    CHECK(outcome.articles[0].article.tags == expected);
}
