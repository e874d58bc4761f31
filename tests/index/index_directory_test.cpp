#include "index/index_directory.hpp"

#include <unistd.h>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::index;
namespace fs = std::filesystem;

namespace {

Manifest manifest_of(int generation) {
    Manifest manifest;
    manifest.generation = generation;
    manifest.build = "build" + std::to_string(generation);
    return manifest;
}

void publish(const IndexDirectory& directory, int generation) {
    fs::create_directories(directory.generation_folder(generation));
    directory.publish(manifest_of(generation));
}

}  // namespace

TEST_CASE("a directory where nothing was published has no manifest", "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    CHECK_FALSE(directory.current());
    CHECK(directory.current_name().empty());
    CHECK(directory.next_generation() == 1);
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

TEST_CASE("old generations and what killed runs left are swept up", "[index][directory]") {
    const test::TemporaryFolder folder;
    const IndexDirectory directory(folder.path());
    for (int generation = 1; generation <= 5; ++generation) publish(directory, generation);
    fs::create_directories(directory.generation_folder(6));  // killed before its manifest
    directory.remove_old_generations(2);
    CHECK_FALSE(fs::exists(directory.generation_folder(3)));
    CHECK(fs::exists(directory.generation_folder(4)));
    CHECK(fs::exists(directory.generation_folder(5)));
    CHECK_FALSE(fs::exists(directory.generation_folder(6)));
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
