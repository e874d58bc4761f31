#include "index/index_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "index/index_lock.hpp"
#include "index/universal_time.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::index;
namespace fs = std::filesystem;

namespace {

Manifest manifest_of(int generation, int revision = 1, const std::string& previous = "") {
    Manifest manifest;
    manifest.generation = generation;
    manifest.revision = revision;
    manifest.previous = previous;
    manifest.build = "build" + std::to_string(generation) + "." + std::to_string(revision);
    manifest.created = universal_time_now();
    return manifest;
}

void publish(const IndexDirectory& directory, const Manifest& manifest) {
    fs::create_directories(directory.generation_folder(manifest.generation));
    directory.publish(manifest);
}

void publish(const IndexDirectory& directory, int generation) {
    publish(directory, manifest_of(generation));
}

std::vector<std::string> names(const std::vector<Manifest>& manifests) {
    std::vector<std::string> all;
    for (const auto& manifest : manifests) all.push_back(manifest.name());
    return all;
}

}  // namespace

TEST_CASE("a directory where nothing was published has no manifest", "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    CHECK_FALSE(directory.current());
    CHECK(directory.current_name().empty());
    CHECK(directory.next_generation() == 1);
}

TEST_CASE("a pipe in place of a file holds up nobody", "[index][directory]") {
    const test::TemporaryFolder folder;
    REQUIRE(::mkfifo((folder.path() / "CURRENT").c_str(), 0600) == 0);
    const IndexDirectory directory(folder.path());
    CHECK_THROWS_WITH(directory.current_name(), Catch::EndsWith("CURRENT: it is no file"));
}

TEST_CASE("what was published last is in force", "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    publish(directory, 1);
    const std::string before = directory.current_name();
    publish(directory, 2);
    CHECK(directory.current()->generation == 2);
    CHECK(directory.current_name() != before);
    CHECK(directory.next_generation() == 3);
}

TEST_CASE("what killed runs left and publications that are not kept are swept up",
          "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    std::string before;
    for (int generation = 1; generation <= 5; ++generation) {
        publish(directory, manifest_of(generation, 1, before));
        before = directory.current()->name();
    }
    fs::create_directories(directory.generation_folder(6));  // killed before its manifest
    fs::create_directories(directory.generation_folder(5) / "segments/0009");
    directory.sweep({2, {}});
    CHECK(names(directory.published()) == std::vector<std::string>{"0005.1", "0004.1"});
    CHECK_FALSE(fs::exists(directory.generation_folder(3)));
    CHECK_FALSE(fs::exists(directory.generation_folder(6)));
    CHECK_FALSE(fs::exists(directory.generation_folder(5) / "segments/0009"));
}

TEST_CASE("what a kept publication needs stays, be it of an older generation",
          "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    publish(directory, 1);
    folder.write("generations/0001/segments/0001/xapian.db", "x");
    folder.write("generations/0001/segments/0002/xapian.db", "x");
    Manifest manifest = manifest_of(2, 1, "0001.1");
    manifest.segments.resize(1);
    manifest.segments.front().path = "generations/0001/segments/0001";
    publish(directory, manifest);
    publish(directory, [&] {
        Manifest next = manifest;
        next.revision = 2;
        next.previous = "0002.1";
        return next;
    }());
    directory.sweep({1, {}});
    CHECK(fs::exists(folder.path() / "generations/0001/segments/0001/xapian.db"));
    CHECK_FALSE(fs::exists(folder.path() / "generations/0001/segments/0002"));
}

TEST_CASE("a rollback puts what was before in force, and the next one what was before that",
          "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    publish(directory, manifest_of(1));
    publish(directory, manifest_of(1, 2, "0001.1"));
    publish(directory, manifest_of(2, 1, "0001.2"));
    CHECK(directory.roll_back({}).name() == "0001.2");
    CHECK(directory.current()->name() == "0001.2");
    CHECK(directory.withdrawn()->name() == "0002.1");
    CHECK(directory.roll_back({}).name() == "0001.1");
    CHECK(directory.withdrawn()->name() == "0002.1");  // whose files are still there
    CHECK_THROWS_MATCHES(
        directory.roll_back({}), Error,
        Catch::Message("0001.1 is the first publication in " + folder.path().string() +
                       ": there is nothing to go back to"));
    CHECK(directory.roll_back("0002.1").name() == "0002.1");
    CHECK_FALSE(directory.withdrawn());
    CHECK_THROWS_MATCHES(
        directory.roll_back("0007.1"), Error,
        Catch::Message("there is no publication '0007.1' in " + folder.path().string() +
                       "; kept are: 0002.1, 0001.2, 0001.1"));
    directory.roll_back("0001.1");
    publish(directory, manifest_of(1, 3, "0001.1"));
    CHECK(directory.withdrawn()->name() == "0002.1");  // until the sources are other ones
    directory.forget_withdrawn();
    CHECK_FALSE(directory.withdrawn());
}

TEST_CASE("a CURRENT that names nothing is reported as damage", "[index][directory]") {
    const test::TemporaryFolder folder;
    folder.write("CURRENT", "generations/0009/MANIFEST.json x\n");
    CHECK_THROWS_AS(IndexDirectory(folder.path()).current(), Error);
}

TEST_CASE("a second indexer is told who holds the lock", "[index][lock]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    {
        const IndexLock lock(directory);
        CHECK_THROWS_MATCHES(
            IndexLock(directory), Error,
            Catch::Message("another indexer (process " + std::to_string(::getpid()) +
                           ") is at work in " + folder.path().string() +
                           "; wait until it has finished"));
    }
    CHECK_NOTHROW(IndexLock(directory));
}
