#include "indexer/watch/debounce.hpp"

#include <catch2/catch.hpp>

using namespace kiosque::indexer;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

using Paths = std::vector<fs::path>;

const Debounce::Time kStart{1000s};

WatchOptions options() {
    WatchOptions options;
    options.quiet = 100ms;
    options.longest_wait = 500ms;
    options.open_rest = 1000ms;
    options.open_longest = 5000ms;
    options.most_paths = 10;
    return options;
}

}  // namespace

TEST_CASE("changes are reported once nothing has happened for a while", "[indexer][watch]") {
    Debounce debounce(options());
    CHECK(debounce.due() == Debounce::Time::max());
    debounce.settled("b", kStart);
    debounce.settled("a", kStart + 60ms);
    CHECK(debounce.due() == kStart + 160ms);
    CHECK(debounce.take(kStart + 159ms).empty());
    const FolderChanges changes = debounce.take(kStart + 160ms);
    CHECK_FALSE(changes.everything);
    CHECK(changes.paths == Paths{"a", "b"});
    CHECK(debounce.take(kStart + 1h).empty());
    CHECK(debounce.due() == Debounce::Time::max());
}

TEST_CASE("busy folders are reported all the same", "[indexer][watch]") {
    Debounce debounce(options());
    for (int i = 0; i < 50; ++i) debounce.settled("a", kStart + i * 10ms);
    CHECK(debounce.take(kStart + 499ms).empty());
    CHECK(debounce.take(kStart + 500ms).paths == Paths{"a"});
}

TEST_CASE("a file is reported when it is closed", "[indexer][watch]") {
    Debounce debounce(options());
    debounce.written("a", kStart);
    CHECK(debounce.take(kStart + 600ms).empty());
    debounce.settled("a", kStart + 700ms);
    CHECK(debounce.take(kStart + 800ms).paths == Paths{"a"});
    CHECK(debounce.take(kStart + 1h).empty());
}

TEST_CASE("a file that stays open is reported once its writer rests", "[indexer][watch]") {
    Debounce debounce(options());
    debounce.written("a", kStart);
    debounce.written("a", kStart + 600ms);
    CHECK(debounce.take(kStart + 1500ms).empty());
    CHECK(debounce.due() <= kStart + 1600ms);
    CHECK(debounce.take(kStart + 1600ms).empty());
    CHECK(debounce.due() == kStart + 1700ms);
    CHECK(debounce.take(kStart + 1700ms).paths == Paths{"a"});
}

TEST_CASE("a file that is written to without a rest is reported after a long time",
          "[indexer][watch]") {
    Debounce debounce(options());
    Debounce::Time now = kStart;
    Paths told;
    while (told.empty() && now < kStart + 1h) {
        debounce.written("a", now);
        told = debounce.take(now).paths;
        now += 50ms;
    }
    CHECK(told == Paths{"a"});
    CHECK(now >= kStart + 5s);
    CHECK(now < kStart + 6s);
}

TEST_CASE("writing to an open file keeps nothing else waiting", "[indexer][watch]") {
    Debounce debounce(options());
    debounce.settled("a", kStart);
    debounce.written("log", kStart + 90ms);
    CHECK(debounce.take(kStart + 100ms).paths == Paths{"a"});
}

TEST_CASE("times and permissions of an open file wait for its end", "[indexer][watch]") {
    Debounce debounce(options());
    debounce.written("a", kStart);
    debounce.mended("a", kStart);
    debounce.mended("b", kStart);
    CHECK(debounce.take(kStart + 100ms).paths == Paths{"b"});
}

TEST_CASE("a folder stands for all below it, in whatever order they come", "[indexer][watch]") {
    Debounce debounce(options());
    for (const char* path :
         {"/r/a/2.txt", "/r/a", "/r/a/1.txt", "/r/a-b", "/r/a/b/c", "/r/a.txt"}) {
        debounce.settled(path, kStart);
    }
    CHECK(debounce.take(kStart + 1s).paths == Paths{"/r/a", "/r/a-b", "/r/a.txt"});
}

TEST_CASE("paths are told in the order of paths", "[indexer][watch]") {
    Debounce debounce(options());
    Paths paths{"r/b", "r/a\xC3\xA9", "r/a/z", "r/a b", "r/a-", "r/Z"};
    for (const fs::path& path : paths) debounce.settled(path.string(), kStart);
    std::sort(paths.begin(), paths.end());
    CHECK(debounce.take(kStart + 1s).paths == paths);
}

TEST_CASE("more paths than are worth naming are everything", "[indexer][watch]") {
    Debounce debounce(options());
    for (int i = 0; i < 6; ++i) debounce.written("open" + std::to_string(i), kStart);
    for (int i = 0; i < 4; ++i) debounce.settled("closed" + std::to_string(i), kStart);
    SECTION("one too many") {
        debounce.settled("one", kStart);
        debounce.settled("more", kStart);
        const FolderChanges changes = debounce.take(kStart + 100ms);
        CHECK(changes.everything);
        CHECK(changes.paths.empty());
        CHECK(debounce.take(kStart + 1h).empty());
        debounce.settled("later", kStart + 1h);
        CHECK(debounce.take(kStart + 2h).paths == Paths{"later"});
    }
    SECTION("just not") {
        CHECK(debounce.take(kStart + 100ms).paths.size() == 4);
    }
}

TEST_CASE("a folder that is being filled counts once", "[indexer][watch]") {
    Debounce debounce(options());
    debounce.settled("r/new", kStart);
    for (int i = 0; i < 1000; ++i) debounce.settled("r/new/sub/" + std::to_string(i), kStart);
    CHECK(debounce.take(kStart + 100ms).paths == Paths{"r/new"});
}
