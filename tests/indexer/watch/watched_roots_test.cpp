#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

TEST_CASE("a root that goes and comes back is everything, and watched again", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "deep/articles";
    folder.write("deep/articles/sub/a.txt", "1");
    Watching watching({root}, quick(way));

    SECTION("removed and made again") {
        fs::remove_all(root);
        CHECK(watching.tells_everything());
        watching.rest();
        write_file(root / "sub/a.txt");
        CHECK(watching.tells_everything());
    }
    SECTION("removed and made again at once") {
        fs::remove_all(root);
        write_file(root / "sub/a.txt");
        CHECK(watching.tells_until(
            [&] { return watching.everything || watching.has_told(root / "sub/a.txt"); }));
    }
    SECTION("removed with the folders around it") {
        fs::remove_all(folder.path() / "deep");
        CHECK(watching.tells_everything());
        watching.rest();
        write_file(root / "sub/a.txt");
        CHECK(watching.tells_everything());
    }
    SECTION("moved aside and back") {
        fs::rename(root, folder.path() / "aside");
        CHECK(watching.tells_everything());
        watching.rest();
        fs::rename(folder.path() / "aside", root);
        CHECK(watching.tells_everything());
    }
    SECTION("moved aside and replaced") {
        fs::rename(root, folder.path() / "aside");
        write_file(folder.path() / "other/sub/b.txt");
        fs::rename(folder.path() / "other", root);
        CHECK(watching.tells_everything());
        watching.rest();
        write_file(folder.path() / "aside/sub/c.txt");
        CHECK(watching.tells(folder.write("deep/articles/marker.txt", "1")));
        CHECK_FALSE(watching.has_told(root / "sub/c.txt"));
    }
    SECTION("a folder around it replaced") {
        write_file(folder.path() / "other/articles/sub/b.txt");
        fs::rename(folder.path() / "deep", folder.path() / "aside");
        fs::rename(folder.path() / "other", folder.path() / "deep");
        CHECK(watching.tells_everything());
    }
    // Not before all of the above has been told.
    CHECK(watching.tells_until([&] {
        write_file(root / "sub/last.txt");
        return watching.has_told(root / "sub/last.txt");
    }));
    watching.rest();
    write_file(root / "sub/d.txt");
    CHECK(watching.tells(root / "sub/d.txt"));
    CHECK_FALSE(watching.everything);
    watching.told.erase(root / "sub/last.txt");
    CHECK(watching.told == std::set{root / "sub/d.txt"});
}

TEST_CASE("a root that is not there yet is everything when it comes", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "a/b/articles";
    Watching watching({root}, quick(way));
    write_file(folder.path() / "a/b/other.txt");
    write_file(root / "a.txt");
    CHECK(watching.tells_everything());
    watching.rest();
    write_file(root / "b.txt");
    CHECK(watching.tells(root / "b.txt"));
    CHECK_FALSE(watching.has_told(folder.path() / "a/b/other.txt"));
}

TEST_CASE("a root that is a link to the newest release follows it", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write("releases/1/a.txt", "1");
    folder.write("releases/2/a.txt", "1");
    const fs::path root = folder.path() / "current";
    fs::create_directory_symlink("releases/1", root);
    Watching watching({root}, quick(way));
    folder.write("releases/1/b.txt", "1");
    CHECK(watching.tells(root / "b.txt"));
    CHECK_FALSE(watching.everything);
    fs::create_directory_symlink("releases/2", folder.path() / "next");
    fs::rename(folder.path() / "next", root);
    CHECK(watching.tells_everything());
    watching.rest();
    folder.write("releases/2/c.txt", "1");
    CHECK(watching.tells(root / "c.txt"));
}

TEST_CASE("a root that is a file is told by its name, and the files beside it are not",
          "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path root = folder.write("a.txt", "1");
    Watching watching({root}, quick(way));
    folder.write("beside.txt", "1");
    SECTION("written") {
        folder.write("a.txt", "22");
    }
    SECTION("renamed over") {
        fs::rename(folder.write("tmp.txt", "22"), root);
    }
    SECTION("removed and written again") {
        fs::remove(root);
        CHECK(watching.tells(root));
        watching.rest();
        folder.write("a.txt", "22");
    }
    CHECK(watching.tells(root));
    watching.rest();
    folder.write("a.txt", "333");
    CHECK(watching.tells(root));
    CHECK(watching.told == std::set{root});
    CHECK_FALSE(watching.everything);
}

TEST_CASE("roots one inside the other are both told", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    folder.write("sub/a.txt", "1");
    fs::create_directory_symlink("sub", folder.path() / ".alias");
    Watching watching({folder.path(), folder.path() / ".alias"}, quick(way));
    folder.write("sub/b.txt", "1");
    CHECK(watching.tells(folder.path() / "sub/b.txt"));
    CHECK(watching.tells(folder.path() / ".alias/b.txt"));
}

namespace {

/// Mounts over a root that is watched, and unmounts it: what was not as expected, or nothing.
std::string mount_over_and_back(const fs::path& root, Way way) {
    Watching watching({root}, quick(way));
    if (::mount("kiosque", root.c_str(), "tmpfs", 0, nullptr) != 0) return "no mount";
    if (!watching.tells_everything()) return "the mount was not told";
    watching.rest();
    write_file(root / "mounted.txt");
    if (!watching.tells(root / "mounted.txt")) return "the mount was not watched";
    watching.rest();
    if (::umount(root.c_str()) != 0) return "no umount";
    if (!watching.tells_everything()) return "the end of the mount was not told";
    watching.rest();
    write_file(root / "below.txt");
    if (!watching.tells(root / "below.txt")) return "what was below the mount was not watched";
    watching.rest();
    fs::create_directory(root / "sub");
    if (!watching.tells(root / "sub")) return "a folder was not told";
    watching.rest();
    if (::mount("kiosque", (root / "sub").c_str(), "tmpfs", 0, nullptr) != 0) return "no mount";
    if (!watching.tells(root / "sub")) return "the mount further below was not told";
    watching.rest();
    write_file(root / "sub/a.txt");
    if (!watching.tells(root / "sub/a.txt")) return "the mount further below was not watched";
    return "";
}

}  // namespace

TEST_CASE("a file system that is mounted or unmounted is told", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "articles";
    folder.write("articles/a.txt", "1");
    constexpr int kNotAllowed = 77;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // A view of the mounts for this process alone.
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
            ::_exit(kNotAllowed);
        }
        const std::string wrong = mount_over_and_back(root, way);
        if (!wrong.empty()) std::fprintf(stderr, "%s\n", wrong.c_str());
        ::_exit(wrong.empty() ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNotAllowed) {
        WARN("not checked: this user may not mount");
        return;
    }
    CHECK(WEXITSTATUS(status) == 0);
}
