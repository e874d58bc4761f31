#include "indexer/source_files.hpp"

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "base/error.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
using namespace kiosque::reading;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, gone afterwards.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "kiosque-source-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path operator/(const std::string& name) const { return path_ / name; }
    const fs::path& path() const { return path_; }

    void file(const std::string& name, const std::string& content = "x") const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << content;
    }

private:
    fs::path path_;
};

struct Walked {
    std::vector<std::string> ids;
    std::vector<SourceFile> files;
    std::vector<Problem> problems;
    SourceCount count;
};

Walked walk_all(const std::vector<fs::path>& paths, const fs::path& excluded = {}) {
    Walked walked;
    walked.count = walk_source_files(
        paths, excluded,
        [&](const SourceFile& file) {
            walked.ids.push_back(file.id_path);
            walked.files.push_back(file);
        },
        [&](const Problem& problem) { walked.problems.push_back(problem); });
    return walked;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder is walked in the order of names, with ids relative to it", "[indexer][files]") {
    const Folder folder;
    folder.file("b.md", "12345");
    folder.file("a/2.txt");
    folder.file("a/10.html");
    folder.file("c.JSONL");
    const Walked walked = walk_all({folder.path()});
    CHECK(walked.ids == Ids{"a/10.html", "a/2.txt", "b.md", "c.JSONL"});
    CHECK(walked.files.at(2).size == 5);
    CHECK(walked.files.at(2).path == folder / "b.md");
    CHECK(walked.count.files == 4);
    CHECK(walked.count.ignored == 0);
    CHECK(walked.problems.empty());
}

TEST_CASE("the extension tells the format, in any case", "[indexer][files]") {
    const auto [name, format] = GENERATE(table<std::string, SourceFormat>({
        {"a.txt", SourceFormat::text},
        {"a.TXT", SourceFormat::text},
        {"a.md", SourceFormat::markdown},
        {"a.Markdown", SourceFormat::markdown},
        {"a.html", SourceFormat::html},
        {"a.HTM", SourceFormat::html},
        {"a.json", SourceFormat::json},
        {"a.jsonl", SourceFormat::json_lines},
        {"a.b.ndjson", SourceFormat::json_lines},
    }));
    CAPTURE(name);
    const Folder folder;
    folder.file(name);
    const Walked walked = walk_all({folder.path()});
    REQUIRE(walked.files.size() == 1);
    CHECK(walked.files.front().format == format);
}

TEST_CASE("hidden files, a collection's own description and other formats are passed over",
          "[indexer][files]") {
    const Folder folder;
    for (const char* name : {".hidden.txt", ".git/a.txt", "README.md", "readme.txt", "LICENSE",
                             "License.md", "image.png", "notes", "archive.txt.gz"}) {
        folder.file(name);
    }
    folder.file("readme-avant.txt");
    const Walked walked = walk_all({folder.path()});
    CHECK(walked.ids == Ids{"readme-avant.txt"});
    CHECK(walked.count.ignored == 9);
    CHECK(walked.problems.empty());
}

TEST_CASE("a file that is named itself is read whatever its name", "[indexer][files]") {
    const Folder folder;
    folder.file("README.md");
    folder.file("image.png");
    const Walked walked = walk_all({folder / "README.md", folder / "image.png"});
    CHECK(walked.ids == Ids{"README.md"});
    REQUIRE(walked.problems.size() == 1);
    CHECK(walked.problems.front().message ==
          "has no extension that tells how to read it; expected .txt, .md, .html, .json or .jsonl");
}

TEST_CASE("the index inside a collection is not read", "[indexer][files]") {
    const Folder folder;
    folder.file("a.txt");
    folder.file("index/generations/MANIFEST.json");
    const Walked walked = walk_all({folder.path()}, folder / "index");
    CHECK(walked.ids == Ids{"a.txt"});
    CHECK(walked.count.ignored == 1);
}

TEST_CASE("a path that does not exist stops everything at once", "[indexer][files]") {
    const Folder folder;
    folder.file("a.txt");
    std::size_t files = 0;
    CHECK_THROWS_MATCHES(
        walk_source_files(
            {folder.path(), "/nulle/part"}, "", [&](const SourceFile&) { ++files; },
            [](const Problem&) {}),
        Error, Catch::Message("'/nulle/part' does not exist; give a file or a folder of articles"));
    CHECK(files == 0);
}

TEST_CASE("symbolic links to files and folders are followed", "[indexer][files]") {
    const Folder folder;
    const Folder elsewhere;
    elsewhere.file("deep/a.txt");
    fs::create_directory_symlink(elsewhere / "deep", folder / "linked");
    fs::create_symlink(elsewhere / "deep/a.txt", folder / "b.txt");
    CHECK(walk_all({folder.path()}).ids == Ids{"b.txt", "linked/a.txt"});
}

TEST_CASE("what cannot be followed is a problem and the walk goes on", "[indexer][files]") {
    const Folder folder;
    folder.file("z.txt");
    SECTION("a link to a folder around it") {
        fs::create_directories(folder / "sub");
        fs::create_directory_symlink(folder.path(), folder / "sub/up");
        const Walked walked = walk_all({folder.path()});
        CHECK(walked.ids == Ids{"z.txt"});
        REQUIRE(walked.problems.size() == 1);
        CHECK(walked.problems[0].path == (folder / "sub/up").string());
        CHECK(walked.problems[0].message ==
              "leads back to a folder that it stands in, so it is not followed");
    }
    SECTION("a link to nothing") {
        fs::create_symlink("absent.txt", folder / "a.txt");
        const Walked walked = walk_all({folder.path()});
        CHECK(walked.ids == Ids{"z.txt"});
        REQUIRE(walked.problems.size() == 1);
        CHECK(walked.problems[0].message == "is a symbolic link to nothing ('absent.txt')");
    }
    SECTION("a link to itself") {
        fs::create_symlink("a.txt", folder / "a.txt");
        const Walked walked = walk_all({folder.path()});
        REQUIRE(walked.problems.size() == 1);
        CHECK(walked.problems[0].message == "is a symbolic link that leads back to itself");
    }
    SECTION("a named pipe, which is never opened") {
        REQUIRE(mkfifo((folder / "a.txt").c_str(), 0600) == 0);
        const Walked walked = walk_all({folder.path(), folder / "a.txt"});
        CHECK(walked.ids == Ids{"z.txt"});
        REQUIRE(walked.problems.size() == 2);
        CHECK(walked.problems[0].message == "is a named pipe; only files and folders are read");
    }
    SECTION("a name that is not UTF-8") {
        folder.file("caf\xE9.txt");
        const Walked walked = walk_all({folder.path()});
        CHECK(walked.ids == Ids{"z.txt"});
        REQUIRE(walked.problems.size() == 1);
        CHECK(walked.problems[0].message == "has a name that is not valid UTF-8; rename it");
        CHECK(walked.problems[0].path == (folder / "caf\uFFFD.txt").string());
    }
    SECTION("a folder without permission") {
        if (geteuid() == 0) {
            WARN("not checked: root may read every folder");
            return;
        }
        fs::create_directory(folder / "closed");
        fs::permissions(folder / "closed", fs::perms::none);
        const Walked walked = walk_all({folder.path()});
        fs::permissions(folder / "closed", fs::perms::owner_all);
        CHECK(walked.ids == Ids{"z.txt"});
        REQUIRE(walked.problems.size() == 1);
        CHECK(walked.problems[0].message == "cannot be listed: Permission denied");
    }
}

TEST_CASE("an id is composed, however the file system spells the name", "[indexer][files]") {
    const Folder folder;
    folder.file("e\u0301te\u0301.txt");
    CHECK(walk_all({folder.path()}).ids == Ids{"\u00E9t\u00E9.txt"});
}
