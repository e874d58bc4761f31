#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

TEST_CASE("what changes behind a link is told under the name of the link", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    elsewhere.write("deep/sub/a.txt", "1");
    const bool is_new = GENERATE(false, true);
    const auto link = [&] {
        fs::create_directory_symlink(elsewhere.path() / "deep", folder.path() / "linked");
        fs::create_symlink(elsewhere.path() / "deep/sub/a.txt", folder.path() / "a.txt");
    };
    if (!is_new) link();
    Watching watching({folder.path()}, quick(way));
    if (is_new) {
        link();
        CHECK(watching.tells(folder.path() / "linked"));
        CHECK(watching.tells(folder.path() / "a.txt"));
        watching.rest();
    }

    SECTION("a new file in the folder") {
        elsewhere.write("deep/sub/b.txt", "1");
        CHECK(watching.tells(folder.path() / "linked/sub/b.txt"));
        CHECK(watching.told == std::set{folder.path() / "linked/sub/b.txt"});
    }
    SECTION("the file is written") {
        elsewhere.write("deep/sub/a.txt", "22");
        CHECK(watching.tells(folder.path() / "a.txt"));
        CHECK(watching.tells(folder.path() / "linked/sub/a.txt"));
    }
    SECTION("the file is replaced by an editor") {
        fs::rename(elsewhere.write("deep/sub/.tmp", "22"), elsewhere.path() / "deep/sub/a.txt");
        CHECK(watching.tells(folder.path() / "a.txt"));
        watching.rest();
        elsewhere.write("deep/sub/a.txt", "333");
        CHECK(watching.tells(folder.path() / "a.txt"));
    }
    SECTION("the folder goes and comes back") {
        fs::rename(elsewhere.path() / "deep", elsewhere.path() / "aside");
        CHECK(watching.tells(folder.path() / "linked"));
        CHECK(watching.tells(folder.path() / "a.txt"));
        watching.rest();
        elsewhere.write("deep/sub/a.txt", "1");
        CHECK(watching.tells(folder.path() / "linked/sub/a.txt"));
        CHECK(watching.tells(folder.path() / "a.txt"));
        watching.tells(folder.write("marker.txt", "1"));
        watching.rest();
        elsewhere.write("deep/sub/b.txt", "1");
        CHECK(watching.tells(folder.path() / "linked/sub/b.txt"));
    }
    SECTION("the link leads elsewhere") {
        elsewhere.write("other/b.txt", "1");
        fs::create_directory_symlink(elsewhere.path() / "other", folder.path() / ".linked");
        fs::rename(folder.path() / ".linked", folder.path() / "linked");
        CHECK(watching.tells(folder.path() / "linked"));
        watching.rest();
        elsewhere.write("other/c.txt", "1");
        CHECK(watching.tells(folder.path() / "linked/c.txt"));
    }
    SECTION("the link is removed") {
        fs::remove(folder.path() / "linked");
        CHECK(watching.tells(folder.path() / "linked"));
        watching.rest();
        elsewhere.write("deep/sub/b.txt", "1");
        CHECK(watching.tells(folder.write("marker.txt", "1")));
        CHECK(watching.told == std::set{folder.path() / "marker.txt"});
    }
    CHECK_FALSE(watching.everything);
}

TEST_CASE("a link to nothing is told when there is something", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    fs::create_symlink("absent/a.txt", folder.path() / "a.txt");
    fs::create_symlink("itself.txt", folder.path() / "itself.txt");
    Watching watching({folder.path()}, quick(way));
    folder.write("absent/a.txt", "1");
    CHECK(watching.tells(folder.path() / "a.txt"));
    CHECK(watching.tells(folder.path() / "absent/a.txt"));
    CHECK_FALSE(watching.has_told(folder.path() / "itself.txt"));
}

TEST_CASE("a link to a folder around it is not followed", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write("sub/a.txt", "1");
    fs::create_directory_symlink(folder.path(), folder.path() / "sub/up");
    fs::create_directory_symlink("sub", folder.path() / "beside");
    Watching watching({folder.path()}, quick(way));
    fs::create_directory_symlink("..", folder.path() / "sub/up_again");
    CHECK(watching.tells(folder.path() / "sub/up_again"));
    CHECK(watching.tells(folder.path() / "beside/up_again"));
    watching.rest();
    folder.write("sub/b.txt", "1");
    CHECK(watching.tells(folder.path() / "sub/b.txt"));
    CHECK(watching.tells(folder.path() / "beside/b.txt"));
    CHECK(watching.told == std::set{folder.path() / "sub/b.txt", folder.path() / "beside/b.txt"});
}
