#include "indexer/watch/path_chain.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

/// The names that are looked up below `folder`, each behind the folder it is looked up in.
std::vector<std::string> steps_below(const fs::path& folder, const PathChain& chain) {
    std::vector<std::string> steps;
    for (const PathChain::Step& step : chain.steps) {
        const std::string place = step.folder + "/" + step.name;
        if (place.starts_with(folder.string() + "/")) {
            steps.push_back(place.substr(folder.string().size() + 1));
        }
    }
    return steps;
}

using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("a path is followed name by name, through links", "[indexer][watch]") {
    const TemporaryFolder temporary;
    const fs::path folder = fs::canonical(temporary.path());
    write_file(folder / "releases/5/a.txt");
    fs::create_directory_symlink("releases/5", folder / "current");
    fs::create_directory_symlink(folder / "current", folder / "absolute");
    fs::create_symlink("../nothing", folder / "releases/broken");
    fs::create_symlink("itself", folder / "itself");

    const auto [path, steps, type] = GENERATE(table<std::string, Steps, mode_t>({
        {"releases/5", {"releases", "releases/5"}, S_IFDIR},
        {"./releases//5/", {"releases", "releases/5"}, S_IFDIR},
        {"current/a.txt", {"current", "releases", "releases/5", "releases/5/a.txt"}, S_IFREG},
        {"absolute", {"absolute", "current", "releases", "releases/5"}, S_IFDIR},
        {"current/../x", {"current", "releases", "releases/5", "releases/x"}, 0},
        {"releases/broken", {"releases", "releases/broken", "nothing"}, 0},
        {"absent/below", {"absent"}, 0},
        {"releases/5/a.txt/below", {"releases", "releases/5", "releases/5/a.txt"}, 0},
        {"", {}, S_IFDIR},
    }));
    CAPTURE(path);
    const PathChain chain = follow_path(folder.string(), path);
    CHECK(steps_below(folder, chain) == steps);
    CHECK(chain.type == type);
    CHECK(follow_path(folder.string(), "itself").type == 0);
}

TEST_CASE("the top of the file system is reached by no name", "[indexer][watch]") {
    const PathChain chain = follow_path("/tmp", "/");
    CHECK(chain.steps.empty());
    CHECK(chain.is_folder());
    CHECK(chain.end_path == "/");
}

TEST_CASE("another folder in the same place is another end", "[indexer][watch]") {
    const TemporaryFolder folder;
    const std::string start = folder.path().string();
    fs::create_directory(folder.path() / "a");
    fs::create_directory(folder.path() / "b");
    const PathChain before = follow_path(start, "a");
    CHECK(follow_path(start, "a").leads_like(before));
    fs::rename(folder.path() / "a", folder.path() / "old");
    fs::rename(folder.path() / "b", folder.path() / "a");
    CHECK_FALSE(follow_path(start, "a").leads_like(before));
}
