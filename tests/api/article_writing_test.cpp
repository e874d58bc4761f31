#include "api/article_writing.hpp"

#include <catch2/catch.hpp>

#include "api/problem.hpp"

using namespace kiosque;
using namespace kiosque::api;

namespace {

Request sent(const std::string& type, const std::string& body) {
    Request request;
    request.method = "POST";
    request.path = "/v1/articles";
    request.content_type = type;
    request.body = body;
    return request;
}

Request json(const std::string& body) {
    return sent("application/json", body);
}

Request lines(const std::string& body) {
    return sent("application/x-ndjson", body);
}

/// What a body is refused with: its message, and behind it each problem with its line.
template <typename Read>
std::string refusal(Read read) {
    try {
        read();
    } catch (const RefusedBody& refused) {
        std::string text = refused.what();
        for (const auto& each : refused.problems()) {
            text += "\n" + std::to_string(each.line) + " " + each.detail;
        }
        return text;
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was refused";
}

std::string refusal_of(const Request& request) {
    return refusal([&] { read_articles(request); });
}

std::vector<std::string> ids(const std::vector<ArticleToWrite>& articles) {
    std::vector<std::string> all;
    for (const auto& each : articles) all.push_back(each.article.id);
    return all;
}

}  // namespace

TEST_CASE("articles are read from every form that may be sent", "[api][writing]") {
    const std::string one = R"({"id": "a", "titre": "Le vent", "texte": "Un parc."})";
    const std::string other = R"({"id": "b", "titre": "Le gaz", "texte": "Un gazoduc."})";
    const auto [type, body, expected] =
        GENERATE_COPY(table<std::string, std::string, std::vector<std::string>>({
            {"application/json", one, {"a"}},
            {"application/json; charset=utf-8",
             "\xEF\xBB\xBF[" + one + ",\n" + other + "]",
             {"a", "b"}},
            {"Application/JSON ;charset=\"UTF-8\"", one, {"a"}},
            {"application/x-ndjson", one + "\n\n" + other + "\n", {"a", "b"}},
            {"application/jsonl", other + "\r\n" + one, {"b", "a"}},
        }));
    CAPTURE(type);
    const auto articles = read_articles(sent(type, body));
    CHECK(ids(articles) == expected);
    CHECK(articles.back().article.body == (expected.back() == "a" ? "Un parc." : "Un gazoduc."));
}

TEST_CASE("a page is read as one out of a folder, in the charset that it comes with",
          "[api][writing]") {
    const std::string page =
        "<html><head><title>L'\xE9t\xE9</title></head><body><p>Le grand parc "
        "\xE9olien du Kazakhstan.</p></body></html>";
    const auto articles = read_articles(sent("text/html; charset=windows-1252", page));
    REQUIRE(articles.size() == 1);
    CHECK(articles[0].article.title == "L'été");
    CHECK(articles[0].article.body == "Le grand parc éolien du Kazakhstan.");
    CHECK(articles[0].article.id.starts_with("a-"));
    CHECK(read_one_article(sent("text/html", page), "b").article.id == "b");
}

TEST_CASE("an article without an id has the same one each time that it is sent", "[api][writing]") {
    const auto first = read_articles(json(R"({"texte": "Un parc éolien."})"));
    const auto again = read_articles(lines("\n{\"text\":   \"Un parc éolien.\"}"));
    const auto other = read_articles(json(R"([{"texte": "Un parc éolien !"}])"));
    CHECK(first[0].article.id.size() == 18);
    CHECK(ids(first) == ids(again));
    CHECK(ids(first) != ids(other));
    CHECK(first[0].article.title == "Un parc éolien.");
}

TEST_CASE("what could not be used of an article is told", "[api][writing]") {
    const auto articles = read_articles(json(R"({"texte": "Un parc.", "date": "jadis"})"));
    CHECK(articles[0].warnings ==
          std::vector<std::string>{
              "the date 'jadis' cannot be read; expected for instance 2024-07-03"});
}

TEST_CASE("a body is refused with every line that is no article", "[api][writing]") {
    const auto [request, expected] = GENERATE(table<Request, std::string>({
        {json("{\"texte\": }"),
         "line 1: is not valid JSON at line 1, column 11: syntax error while parsing value - "
         "unexpected '}'; expected '[', '{', or a literal\n1 is not valid JSON at line 1, column "
         "11: syntax error while parsing value - unexpected '}'; expected '[', '{', or a literal"},
        {json("[]"),
         "the body: holds no article: the list is empty\n0 holds no article: the list "
         "is empty"},
        {json("3"),
         "the body: an article must be an object with keys, but is a number\n0 an "
         "article must be an object with keys, but is a number"},
        {json(R"({"titre": 3})"),
         "the body: 'titre' must be a text, but is a number\n0 'titre' must be a text, but is a "
         "number"},
        {json("[{\"texte\": \"Un parc.\"},\n{\"titre\": 3},\n{}]"),
         "line 2: 'titre' must be a text, but is a number (and 1 more)\n2 'titre' must be a text, "
         "but is a number\n3 has no text; expected it under 'text', 'body', 'content' or 'html'"},
        {lines(""), "the body: holds no article\n0 holds no article"},
        {lines("{\"texte\": \"Un parc.\"}\n{\"texte\": \"...\"}\n"),
         "line 2: has no text; expected it under 'text', 'body', 'content' or 'html'\n2 has no "
         "text; expected it under 'text', 'body', 'content' or 'html'"},
        {lines("{\"texte\": \"Un parc.\", \"id\": \"\"}"),
         "line 1: the id must be 1 to 500 bytes of text without control characters, but is "
         "empty\n1 the id must be 1 to 500 bytes of text without control characters, but is empty"},
        {lines("{\"texte\": \"\xFF\"}"),
         "line 1: is not valid UTF-8, which JSON must be; convert it, for instance with iconv\n1 "
         "is not valid UTF-8, which JSON must be; convert it, for instance with iconv"},
        {sent("text/html", "<p></p>"), "the body: has no text\n0 has no text"},
        {json("[{\"id\": \"a\", \"texte\": \"Un.\"},\n\n{\"id\": \"a\", \"texte\": \"Deux.\"}]"),
         "line 3: has the id 'a', which line 1 has already\n3 has the id 'a', which line 1 has "
         "already"},
        {lines("{\"id\": \" e\u0301\", \"texte\": \"Un.\"}\n{\"id\": \"é\", \"texte\": \"Un.\"}"),
         "line 2: has the id 'é', which line 1 has already\n2 has the id 'é', which line 1 has "
         "already"},
    }));
    CHECK(refusal_of(request) == expected);
}

TEST_CASE("a refusal names the first problems and counts them all", "[api][writing]") {
    std::string body;
    for (int i = 0; i < 50; ++i) body += "{}\n";
    try {
        read_articles(lines(body));
        FAIL("taken");
    } catch (const RefusedBody& refused) {
        CHECK(refused.problems().size() == kMaxBodyProblems);
        CHECK(std::string(refused.what()).ends_with("(and 49 more)"));
    }
}

TEST_CASE("a request brings at most 1,000 articles", "[api][writing]") {
    std::string body;
    for (int i = 0; i < 1000; ++i) body += "{\"texte\": \"Le texte " + std::to_string(i) + ".\"}\n";
    CHECK(read_articles(lines(body)).size() == 1000);
    CHECK(refusal_of(lines(body + "{\"texte\": \"Un de plus.\"}")) ==
          "a request may bring at most 1000 articles, but brings more; send them in several");
}

TEST_CASE("one article has the id of its address, and may name it", "[api][writing]") {
    const auto read = [](const std::string& body, const std::string& id) {
        return read_one_article(json(body), id).article.id;
    };
    CHECK(read(R"({"texte": "Un parc."})", "x") == "x");
    CHECK(read(R"({"texte": "Un parc.", "id": "x"})", "x") == "x");
    CHECK(refusal([&] { read(R"({"texte": "Un parc.", "id": "y"})", "x"); }) ==
          "the body: its 'id' must be that of the address, 'x', but is 'y'; it may be left out\n0 "
          "its 'id' must be that of the address, 'x', but is 'y'; it may be left out");
    CHECK(refusal([&] { read(R"( [{"texte": "Un parc."}])", "x"); }) ==
          "the body: must be one article, but is a list; POST /v1/articles takes lists\n0 must be "
          "one article, but is a list; POST /v1/articles takes lists");
}

TEST_CASE("the id of an address is checked as that of an article", "[api][writing]") {
    CHECK(id_of_address(" dossier/e\u0301te\u0301 ") == "dossier/été");
    const auto refused = [](const std::string& id) { return refusal([&] { id_of_address(id); }); };
    CHECK(refused("\xFF") == "'id' must be UTF-8, but is not");
    CHECK(refused(" ") ==
          "the id must be 1 to 500 bytes of text without control characters, but is empty");
    CHECK(refused(std::string("a\0b", 3)) ==
          "the id must be 1 to 500 bytes of text without control characters, but has some");
    CHECK(refused(std::string(501, 'a')) ==
          "the id must be 1 to 500 bytes of text without control characters, but has 501 bytes");
}

TEST_CASE("a body of another type, charset or coding is refused with what is expected",
          "[api][writing]") {
    const auto refused = [](const std::string& type, const std::string& encoding, bool is_one) {
        Request request = sent(type, "{}");
        request.content_encoding = encoding;
        return refusal([&] { body_format(request, is_one); });
    };
    CHECK(refused("text/plain", "", false) ==
          "the Content-Type must be one of application/json, application/x-ndjson, "
          "application/jsonl, text/html, but is 'text/plain'");
    CHECK(refused("application/x-ndjson", "", true) ==
          "the Content-Type must be one of application/json, text/html, but is "
          "'application/x-ndjson'");
    CHECK(refused("", "", true) ==
          "the Content-Type must be one of application/json, text/html, but is missing");
    CHECK(refused("application/json; charset=iso-8859-1", "", false) ==
          "JSON must be in UTF-8, but comes with the charset 'iso-8859-1'");
    CHECK(refused("application/json", "gzip", false) ==
          "a body must come as it is, without Content-Encoding, but has 'gzip'");
    CHECK(refused("application/json", "Identity", false) == "nothing was refused");
}
