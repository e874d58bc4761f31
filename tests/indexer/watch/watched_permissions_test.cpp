#include <unistd.h>
#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

bool may_read_everything() {
    if (::geteuid() == 0) WARN("not checked: root may read every folder");
    return ::geteuid() == 0;
}

}  // namespace

TEST_CASE("a folder that may not be read is told and watched when it may", "[indexer][watch]") {
    if (may_read_everything()) return;
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const fs::perms closed =
        GENERATE(fs::perms::none, fs::perms::owner_read, fs::perms::owner_exec);
    const TemporaryFolder folder;
    folder.write("closed/sub/a.txt", "1");
    fs::permissions(folder.path() / "closed", closed);
    Watching watching({folder.path()}, quick(way));
    CHECK(watching.tells(folder.write("marker.txt", "1")));
    watching.rest();
    fs::permissions(folder.path() / "closed", fs::perms::owner_all);
    CHECK(watching.tells(folder.path() / "closed/sub/a.txt"));
    watching.rest();
    CHECK(watching.tells(folder.write("closed/sub/b.txt", "1")));
    CHECK_FALSE(watching.has_told(folder.path() / "closed/sub/a.txt"));
}

TEST_CASE("a root below a folder that may be entered, not listed, is watched", "[indexer][watch]") {
    if (may_read_everything()) return;
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write("home/articles/a.txt", "1");
    folder.write("home/file.txt", "1");
    const fs::path home = folder.path() / "home";
    fs::permissions(home, fs::perms::owner_exec | fs::perms::owner_write);
    Watching watching({home / "articles", home / "file.txt"}, quick(way));

    SECTION("a file in it") {
        CHECK(watching.tells(folder.write("home/articles/b.txt", "1")));
        CHECK_FALSE(watching.everything);
    }
    SECTION("a file that is a root") {
        CHECK(watching.tells(folder.write("home/file.txt", "22")));
        fs::rename(folder.write("home/tmp.txt", "333"), home / "file.txt");
        watching.rest();
        CHECK(watching.tells(folder.write("home/file.txt", "4444")));
        CHECK_FALSE(watching.everything);
    }
    SECTION("replaced") {
        fs::rename(home / "articles", home / "aside");
        CHECK(watching.tells_everything());
        watching.rest();
        folder.write("home/articles/b.txt", "1");
        CHECK(watching.tells_everything());
        watching.rest();
        CHECK(watching.tells(folder.write("home/articles/c.txt", "1")));
    }
    fs::permissions(home, fs::perms::owner_all);
}
