#include <csignal>
#include <fstream>
#include <thread>

#include <sys/resource.h>
#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST_CASE("a storm of files misses none", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "a");
    Watching watching({folder.path()}, quick(way));
    constexpr int kFiles = 20'000;
    for (int i = 0; i < kFiles; ++i) {
        std::ofstream(folder.path() / "a" / (std::to_string(i) + ".txt")) << i;
    }
    CHECK(watching.tells_until(
        [&] { return watching.everything || watching.told.size() >= kFiles; }));

    // And it goes on watching, also what came in the middle.
    watching.tells(folder.write("marker.txt", "1"));
    watching.rest();
    folder.write("b/c/a.txt", "1");
    CHECK(watching.tells(folder.path() / "b"));
    watching.rest();
    CHECK(watching.tells(folder.write("b/c/b.txt", "1")));
}

TEST_CASE("a lost event is everything, and new folders are watched all the same",
          "[indexer][watch]") {
    const TemporaryFolder folder;
    Watching watching({folder.path()});
    std::size_t queue = 0;
    std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> queue;
    if (queue == 0 || queue > 100'000) {
        WARN("not checked: a queue of " << queue << " events is too long to fill");
        return;
    }
    // Nobody reads meanwhile. Two names in turn, since the same event twice is queued once.
    folder.write("a.txt", "1");
    for (std::size_t i = 0; i <= queue; ++i) {
        fs::rename(folder.path() / (i % 2 == 0 ? "a.txt" : "b.txt"),
                   folder.path() / (i % 2 == 0 ? "b.txt" : "a.txt"));
    }
    folder.write("new/sub/a.txt", "1");
    CHECK(watching.tells_everything());
    watching.rest();
    CHECK(watching.tells(folder.write("new/sub/b.txt", "1")));
}

TEST_CASE("waiting ends at its deadline", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    Watching watching({folder.path()}, quick(way));
    const auto start = std::chrono::steady_clock::now();
    CHECK(watching.watcher().wait(start + 50ms).empty());
    CHECK(std::chrono::steady_clock::now() >= start + 50ms);
    CHECK(watching.watcher().wait(start).empty());
}

TEST_CASE("another thread ends the waiting, for good", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const TemporaryFolder folder;
    Watching watching({folder.path()}, quick(way));
    std::thread other([&] { watching.watcher().stop(); });
    CHECK(watching.watcher().wait(FolderWatcher::Time::max()).empty());
    other.join();
    folder.write("a.txt", "1");
    CHECK(watching.watcher().wait(FolderWatcher::Time::max()).empty());
}

namespace {

FolderWatcher* stopped_by_signal = nullptr;

}  // namespace

TEST_CASE("a signal handler ends the waiting", "[indexer][watch]") {
    const TemporaryFolder folder;
    Watching watching({folder.path()});
    stopped_by_signal = &watching.watcher();
    const auto before = std::signal(SIGUSR1, [](int) { stopped_by_signal->stop(); });
    const pthread_t waiting = pthread_self();
    std::thread other([&] { pthread_kill(waiting, SIGUSR1); });
    CHECK(watching.watcher().wait(FolderWatcher::Time::max()).empty());
    other.join();
    std::signal(SIGUSR1, before);
}

TEST_CASE("no time is used while nothing happens", "[indexer][watch]") {
    const TemporaryFolder folder;
    Watching watching({folder.path()});
    rusage before{};
    rusage after{};
    getrusage(RUSAGE_THREAD, &before);
    watching.watcher().wait(std::chrono::steady_clock::now() + 500ms);
    getrusage(RUSAGE_THREAD, &after);
    const auto used = [](const rusage& usage) {
        return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    };
    CHECK(used(after) - used(before) < 25ms);
}
