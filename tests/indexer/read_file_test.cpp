#include "indexer/read_file.hpp"

#include <fstream>

#include <unistd.h>
#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
using namespace kiosque::reading;
namespace fs = std::filesystem;

namespace {

/// A file with the given bytes, gone afterwards.
class TemporaryFile {
public:
    TemporaryFile(const std::string& bytes, SourceFormat format) {
        std::string pattern = (fs::temp_directory_path() / "kiosque-read-XXXXXX").string();
        close(mkstemp(pattern.data()));
        std::ofstream(pattern, std::ios::binary) << bytes;
        source = {pattern, "dossier/fichier", "0000/dossier/fichier", bytes.size(), format};
    }
    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(source.path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    SourceFile source;
};

struct Outcome {
    std::vector<ReadArticle> articles;
    std::vector<std::string> problems;
};

Outcome read(const SourceFile& file, const ReadLimits& limits = {}) {
    Outcome outcome;
    read_file(
        file, limits, [&](ReadArticle article) { outcome.articles.push_back(std::move(article)); },
        [&](const Problem& problem) {
            CHECK(problem.path == file.path.string());
            outcome.problems.push_back(problem.message);
        });
    return outcome;
}

}  // namespace

TEST_CASE("a file is read in its format, and its path is its id", "[indexer][read]") {
    const auto [format, bytes] = GENERATE(table<SourceFormat, std::string>({
        {SourceFormat::text, "Un texte court.\n"},
        {SourceFormat::markdown, "Un *texte* court.\n"},
        {SourceFormat::html, "<p>Un <b>texte</b> court.</p>"},
        {SourceFormat::json, R"({"text": "Un texte court."})"},
    }));
    const TemporaryFile file(bytes, format);
    const Outcome outcome = read(file.source);
    CHECK(outcome.problems.empty());
    REQUIRE(outcome.articles.size() == 1);
    CHECK(outcome.articles[0].article.id == "dossier/fichier");
    CHECK(outcome.articles[0].article.title == "Un texte court.");
    CHECK(outcome.articles[0].article.body == "Un texte court.");
}

TEST_CASE("a page is decoded by the charset that it declares", "[indexer][read]") {
    const TemporaryFile file("<meta charset=windows-1251><p>\xCC\xEE\xF1\xEA\xE2\xE0</p>",
                             SourceFormat::html);
    CHECK(read(file.source).articles.at(0).article.body == "Москва");
}

TEST_CASE("lines of JSON may be more than fits into memory at once", "[indexer][read]") {
    std::string lines;
    for (int i = 0; i < 100; ++i)
        lines += "{\"text\": \"Article numéro " + std::to_string(i) + "\"}\n";
    const TemporaryFile file(lines, SourceFormat::json_lines);
    const Outcome outcome = read(file.source, {.max_file_bytes = 10, .max_line_bytes = 60});
    CHECK(outcome.problems.empty());
    CHECK(outcome.articles.size() == 100);
    CHECK(outcome.articles.at(99).article.id == "dossier/fichier#100");
}

TEST_CASE("a file that cannot be read is a problem", "[indexer][read]") {
    SECTION("too long") {
        const TemporaryFile file("Un texte court.", SourceFormat::text);
        CHECK(read(file.source, {.max_file_bytes = 10}).problems ==
              std::vector<std::string>{"is longer than 10 bytes; split it"});
        CHECK(read(file.source, {.max_file_bytes = 15}).problems.empty());
    }
    SECTION("grown since it was met") {
        TemporaryFile file("Un texte court.", SourceFormat::text);
        file.source.size = 3;
        CHECK(read(file.source).articles.at(0).article.body == "Un texte court.");
    }
    SECTION("gone since it was met") {
        const auto format = GENERATE(SourceFormat::text, SourceFormat::json_lines);
        TemporaryFile file("Un texte court.", format);
        fs::remove(file.source.path);
        CHECK(read(file.source).problems ==
              std::vector<std::string>{"is gone, or no longer a file"});
    }
    SECTION("an image with the wrong name") {
        const TemporaryFile file("\x89PNG\r\n", SourceFormat::text);
        CHECK(read(file.source).problems ==
              std::vector<std::string>{
                  "is a PNG image; expected text in UTF-8, UTF-16 or Windows-1252"});
    }
    SECTION("empty") {
        const auto format =
            GENERATE(SourceFormat::text, SourceFormat::markdown, SourceFormat::html);
        const TemporaryFile file("", format);
        CHECK(read(file.source).problems == std::vector<std::string>{"has no text"});
    }
    SECTION("a path that cannot be an id") {
        TemporaryFile file("Un texte court.", SourceFormat::text);
        file.source.id_path = "a\nb";
        CHECK(read(file.source).problems ==
              std::vector<std::string>{"the id must be 1 to 500 bytes of text without control "
                                       "characters, but has some"});
    }
}

TEST_CASE("an error of the one who takes the articles ends the run", "[indexer][read]") {
    const TemporaryFile file("Un texte court.", SourceFormat::text);
    const auto fail = [](const ReadArticle&) { throw Error(ErrorCode::io_failed, "disk full"); };
    CHECK_THROWS_MATCHES(read_file(file.source, {}, fail, [](const Problem&) {}), Error,
                         Catch::Message("disk full"));
}
