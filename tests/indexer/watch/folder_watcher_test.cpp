#include "indexer/watch/folder_watcher.hpp"

#include <fstream>

#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

TEST_CASE("what happens to a file is told", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path old = folder.write("a/old.txt", "1");
    const fs::path other = folder.write("a/other.txt", "1");
    Watching watching({folder.path()}, quick(way));
    CHECK(watching.watcher().is_polling() == (way == Way::looking));

    SECTION("a new one") {
        CHECK(watching.tells(folder.write("a/new.txt", "1")));
        CHECK_FALSE(watching.everything);
        CHECK_FALSE(watching.has_told(folder.path() / "a"));
    }
    SECTION("a new one that is empty") {
        CHECK(watching.tells(folder.write("a/new.txt", "")));
    }
    SECTION("other content") {
        CHECK(watching.tells(folder.write("a/old.txt", "22")));
    }
    SECTION("other content of the same size, at once") {
        CHECK(watching.tells(folder.write("a/old.txt", "2")));
    }
    SECTION("cut short") {
        fs::resize_file(old, 0);
        CHECK(watching.tells(old));
    }
    SECTION("removed") {
        fs::remove(old);
        CHECK(watching.tells(old));
    }
    SECTION("renamed: both names") {
        fs::rename(old, folder.path() / "renamed.txt");
        CHECK(watching.tells(old));
        CHECK(watching.tells(folder.path() / "renamed.txt"));
    }
    SECTION("replaced by an editor that writes aside and renames") {
        fs::rename(folder.write("a/.old.txt.tmp", "2"), old);
        CHECK(watching.tells(old));
        CHECK_FALSE(watching.has_told(folder.path() / "a/.old.txt.tmp"));
    }
    SECTION("replaced by an editor that keeps the old one") {
        fs::rename(old, folder.path() / "a/old.txt~");
        folder.write("a/old.txt", "2");
        CHECK(watching.tells(old));
        CHECK(watching.tells(folder.path() / "a/old.txt~"));
    }
    SECTION("brought from elsewhere") {
        const TemporaryFolder elsewhere;
        fs::rename(elsewhere.write("a.txt", "1"), folder.path() / "a/brought.txt");
        CHECK(watching.tells(folder.path() / "a/brought.txt"));
    }
    SECTION("another name for it") {
        fs::create_hard_link(old, folder.path() / "hard.txt");
        CHECK(watching.tells(folder.path() / "hard.txt"));
    }
    SECTION("permissions mended") {
        fs::permissions(old, fs::perms::none);
        CHECK(watching.tells(old));
        watching.rest();
        fs::permissions(old, fs::perms::owner_all);
        CHECK(watching.tells(old));
    }
    CHECK_FALSE(watching.has_told(other));
    CHECK(watching.words.empty());
}

TEST_CASE("a file that stays open is told when its writer rests, and when it is closed",
          "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    Watching watching({folder.path()}, quick(way));
    std::ofstream log(folder.path() / "log.txt");
    log << "one" << std::flush;
    CHECK(watching.tells(folder.path() / "log.txt"));
    watching.rest();
    log << "two" << std::flush;
    CHECK(watching.tells(folder.path() / "log.txt"));
    watching.rest();
    log << "three";
    log.close();
    CHECK(watching.tells(folder.path() / "log.txt"));
}

TEST_CASE("what is put into a new folder at once is told with it", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    Watching watching({folder.path()}, quick(way));
    for (int i = 0; i < 100; ++i) folder.write("new/" + std::to_string(i) + ".txt", "1");
    folder.write("new/deep/deeper/deepest/a.txt", "1");
    for (int i = 0; i < 100; ++i) {
        CHECK(watching.tells(folder.path() / "new" / (std::to_string(i) + ".txt")));
    }
    CHECK(watching.tells(folder.path() / "new/deep/deeper/deepest/a.txt"));

    watching.rest();
    CHECK(watching.tells(folder.write("new/deep/deeper/deepest/b.txt", "1")));
    CHECK_FALSE(watching.has_told(folder.path() / "new/deep/deeper/deepest/a.txt"));
}

TEST_CASE("a deep tree is watched to its end", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    fs::path deep = folder.path();
    for (int depth = 0; depth < 1000; ++depth) fs::create_directory(deep /= "d");
    Watching watching({folder.path()}, quick(way));
    write_file(deep / "a.txt");
    CHECK(watching.tells(deep / "a.txt"));
    CHECK(watching.told == std::set{deep / "a.txt"});
    watching.rest();
    fs::rename(folder.path() / "d", folder.path() / "e");
    CHECK(watching.tells(folder.path() / "d"));
    CHECK(watching.tells(folder.path() / "e"));
}

TEST_CASE("a renamed folder is told by both names, and watched under the new one",
          "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    folder.write("old/sub/a.txt", "1");
    Watching watching({folder.path()}, quick(way));
    fs::rename(folder.path() / "old", folder.path() / "new");
    CHECK(watching.tells(folder.path() / "old"));
    CHECK(watching.tells(folder.path() / "new"));
    watching.rest();
    CHECK(watching.tells(folder.write("new/sub/b.txt", "1")));
    CHECK_FALSE(watching.has_told(folder.path() / "old"));

    const std::size_t watches = watching.watcher().watches();
    fs::rename(folder.path() / "new", elsewhere.path() / "gone");
    CHECK(watching.tells(folder.path() / "new"));
    watching.rest();
    write_file(elsewhere.path() / "gone/sub/c.txt");
    CHECK(watching.tells(folder.write("marker.txt", "1")));
    CHECK(watching.told == std::set{folder.path() / "marker.txt"});
    if (way == Way::told_by_the_kernel) CHECK(watching.watcher().watches() == watches - 2);
}

TEST_CASE("a removed folder is told, and one of its name watched", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write("a/b/c.txt", "1");
    Watching watching({folder.path()}, quick(way));
    fs::remove_all(folder.path() / "a");
    CHECK(watching.tells(folder.path() / "a"));
    watching.rest();
    folder.write("a/b/c.txt", "1");
    CHECK(watching.tells(folder.path() / "a/b/c.txt"));
    watching.rest();
    CHECK(watching.tells(folder.write("a/b/d.txt", "1")));
}

TEST_CASE("hidden names are silent", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write(".git/a.txt", "1");
    Watching watching({folder.path()}, quick(way));
    const std::size_t watches = watching.watcher().watches();
    folder.write(".git/b.txt", "1");
    folder.write(".new/sub/b.txt", "1");
    folder.write(".b.txt", "1");
    CHECK(watching.tells(folder.write("marker.txt", "1")));
    CHECK(watching.told == std::set{folder.path() / "marker.txt"});
    CHECK(watching.watcher().watches() == watches);

    watching.rest();
    fs::rename(folder.path() / ".new", folder.path() / "shown");
    CHECK(watching.tells(folder.path() / "shown/sub/b.txt"));
    watching.rest();
    CHECK(watching.tells(folder.write("shown/sub/c.txt", "1")));
}

TEST_CASE("the index inside a collection is silent", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const bool is_there_before = GENERATE(true, false);
    if (is_there_before) folder.write("index/CURRENT", "1");
    fs::create_directory_symlink(folder.path(), folder.path() / ".alias");
    const std::string spelled = GENERATE("index", ".alias/index", "./index/");
    Watching watching({folder.path()}, quick(way), folder.path() / spelled);
    folder.write("index/generations/1/MANIFEST.json", "1");
    folder.write("index/CURRENT", "2");
    CHECK(watching.tells(folder.write("marker.txt", "1")));
    CHECK(watching.told == std::set{folder.path() / "marker.txt"});

    watching.rest();
    fs::remove_all(folder.path() / "index");
    CHECK(watching.tells(folder.write("marker2.txt", "1")));
    CHECK(watching.told == std::set{folder.path() / "marker2.txt"});
}

TEST_CASE("paths are spelled as the root was given", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path file = folder.write("sub/a.txt", "1");
    const std::string spelled = GENERATE("", "sub/..", "sub/../", "relative");
    const fs::path root =
        spelled == "relative" ? fs::relative(folder.path()) : folder.path() / spelled;
    CAPTURE(root);
    Watching watching({root}, quick(way));
    write_file(file, "22");
    CHECK(watching.tells(root / "sub/a.txt"));
    CHECK(watching.told == std::set{root / "sub/a.txt"});
}
