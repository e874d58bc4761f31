// Five real scraped articles, boilerplate and all. They are not part of the product: without them
// the tests say so and pass.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "reading/encoding.hpp"
#include "reading/text_reader.hpp"
#include "support/seeds.hpp"

using namespace kiosque::reading;
namespace fs = std::filesystem;

using kiosque::test::seed;

namespace {

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool is_prose(const std::string& line) {
    return line.size() > 100 && std::string_view(".?!").find(line.back()) != std::string_view::npos;
}

std::string one_spaced(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' || !out.ends_with(' ')) out.push_back(c);
    }
    return out;
}

}  // namespace

TEST_CASE("the title of each seed is found", "[indexer][seeds]") {
    const auto [number, title] = GENERATE(table<std::string, std::string>({
        {"000", ""},  // the first line
        {"001", ""},
        {"002", "Coopération: une nouvelle impulsion au partenariat permanent Chine-Kazakhstan"},
        {"003",
         "La coopération mutuellement bénéfique entre la Chine et le Kazakhstan ne cesse de se "
         "développer depuis l'établissement…"},
        {"004", "Un mémorandum sur le transfert de technologies chinoises au Kazakhstan"},
    }));
    CAPTURE(number);
    const std::string bytes = seed(number);
    if (bytes.empty()) return;
    const ReadArticle read = read_text(decode_text(bytes).text);
    CHECK(read.article.title == (title.empty() ? first_line(bytes) : title));
    const bool stays_in_body = number == "004";
    CHECK((read.article.body.find(read.article.title) != std::string::npos) == stays_in_body);
}

TEST_CASE("no boilerplate of a seed survives", "[indexer][seeds]") {
    const auto number = GENERATE(as<std::string>(), "000", "001", "002", "003", "004");
    CAPTURE(number);
    const std::string bytes = seed(number);
    if (bytes.empty()) return;
    const ReadArticle read = read_text(decode_text(bytes).text);
    for (const char* piece : {"Votre adresse e-mail", "Share Button", "Laisser un commentaire",
                              "User rating", "Русский", "Author:", "Total Score", "votes )"}) {
        CAPTURE(piece);
        CHECK(read.article.body.find(piece) == std::string::npos);
        CHECK(read.article.title.find(piece) == std::string::npos);
    }
}

TEST_CASE("every sentence of a seed is kept", "[indexer][seeds]") {
    const auto number = GENERATE(as<std::string>(), "000", "001", "002", "003", "004");
    CAPTURE(number);
    const std::string bytes = seed(number);
    if (bytes.empty()) return;
    const DecodedText decoded = decode_text(bytes);
    const ReadArticle read = read_text(decoded.text);
    std::istringstream lines(decoded.text);
    for (std::string line; std::getline(lines, line);) {
        if (!is_prose(line)) continue;
        CAPTURE(line);
        CHECK(read.article.body.find(one_spaced(line)) != std::string::npos);
    }
    CHECK(read.article.date == std::nullopt);
    CHECK(read.article.authors.empty());
}
