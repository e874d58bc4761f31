#include <cerrno>

#include <catch2/catch.hpp>

#include "indexer/watch/silent_file_systems.hpp"
#include "indexer/watch/watch_table.hpp"
#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

TEST_CASE("with more folders than may be watched they are looked at, and a word says why",
          "[indexer][watch]") {
    const TemporaryFolder folder;
    folder.write("a/b.txt", "1");
    WatchOptions options = quick();

    SECTION("from the start") {
        options.max_watches = 1;
        Watching watching({folder.path()}, options);
        REQUIRE(watching.watcher().is_polling());
        CHECK(watching.watcher().watches() == 0);
        CHECK(watching.words ==
              std::vector<std::string>{
                  "changes are looked for every 30 ms, because no more folders may be watched "
                  "(fs.inotify.max_user_watches is 1); allow more with 'sysctl "
                  "fs.inotify.max_user_watches=1048576', then start again"});
        CHECK(watching.tells(folder.write("a/c.txt", "1")));
        CHECK_FALSE(watching.everything);
    }
    SECTION("later: what happened in between may be anything") {
        options.max_watches = 40;
        Watching watching({folder.path()}, options);
        REQUIRE_FALSE(watching.watcher().is_polling());
        for (int i = 0; i < 50; ++i) folder.write("new/" + std::to_string(i) + "/a.txt", "1");
        CHECK(watching.tells_everything());
        CHECK(watching.watcher().is_polling());
        CHECK(watching.words.size() == 1);
        watching.rest();
        CHECK(watching.tells(folder.write("new/7/b.txt", "1")));
        CHECK(watching.told == std::set{folder.path() / "new/7/b.txt"});
    }
}

TEST_CASE("why inotify refuses is said with what to do about it", "[indexer][watch]") {
    const auto [error, why] = GENERATE(table<int, std::string>({
        {ENOSPC,
         "no more folders may be watched (fs.inotify.max_user_watches is 8192); allow more with "
         "'sysctl fs.inotify.max_user_watches=1048576', then start again"},
        {EMFILE,
         "no more programs of this user may watch folders; allow more with 'sysctl "
         "fs.inotify.max_user_instances=1024' or 'ulimit -n 4096', then start again"},
        {ENOSYS, "this system has no inotify"},
        {ENOMEM, "inotify refuses: Cannot allocate memory"},
    }));
    CHECK(why_not_watched(error, "8192") == why);
}

TEST_CASE("file systems that others change are known", "[indexer][watch]") {
    const auto [type, name] = GENERATE(table<long, std::string>({
        {0x6969, "NFS"},
        {static_cast<int>(0xff534d42), "CIFS"},  // as a field of 32 bits gives it
        {0xfe534d42, "SMB"},
        {0x65735546, "FUSE"},
        {0x01021997, "9p"},
        {0xef53, ""},      // ext4
        {0x9123683e, ""},  // btrfs
        {0x01021994, ""},  // tmpfs
        {0x794c7630, ""},  // overlay
    }));
    CHECK(silent_file_system(type).value_or("") == name);
    CHECK_FALSE(silent_file_system_of("/nulle/part"));
}
