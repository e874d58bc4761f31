#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include <catch2/catch.hpp>

#include "indexer/source_files.hpp"
#include "indexer/watch/watching.hpp"
#include "support/test_index.hpp"

using namespace kiosque::indexer;
using namespace kiosque::test;
namespace fs = std::filesystem;

namespace {

/// What an indexer knows of a collection: its files and their content.
using View = std::map<fs::path, std::string>;

View walk(const fs::path& root, const fs::path& excluded) {
    View view;
    if (!fs::exists(root)) return view;
    walk_source_files(
        {root}, excluded,
        [&](const SourceFile& file) {
            std::ifstream bytes(file.path, std::ios::binary);
            view[file.path] = std::string(std::istreambuf_iterator<char>(bytes), {});
        },
        [](const kiosque::reading::Problem&) {});
    return view;
}

/// Takes over from what is there now just what the watcher has told of.
void catch_up(View& view, const View& now, const Watching& watching) {
    const auto is_told = [&](const fs::path& path) {
        return watching.everything || watching.has_told(path);
    };
    std::erase_if(view, [&](const auto& file) { return is_told(file.first); });
    for (const auto& [path, content] : now) {
        if (is_told(path)) view[path] = content;
    }
}

/// Does anything that may be done to a collection, in it and around it.
class Mischief {
public:
    Mischief(const fs::path& root, const fs::path& outside, unsigned seed)
        : root_(root), outside_(outside), random_(seed) {}

    void act() {
        const fs::path path = any_path(any(10) == 0 ? outside_ : root_);
        const fs::path other = any_path(any(10) == 0 ? outside_ : root_);
        std::error_code ignored;
        switch (any(12)) {
            case 0:
            case 1:
            case 2:
                std::ofstream(path) << any(1'000'000);
                break;
            case 3:
                std::ofstream(path, std::ios::app) << any(1'000'000);
                break;
            case 4:
            case 5:
                fs::create_directories(path, ignored);
                break;
            case 6:
                fill_new_folder(path);
                break;
            case 7:
                fs::remove(path, ignored);
                break;
            case 8:
                if (any(4) == 0) fs::remove_all(path, ignored);
                break;
            case 9:
            case 10:
                fs::rename(path, other, ignored);
                break;
            case 11:
                switch (any(3)) {
                    case 0:
                        fs::create_symlink(other, path, ignored);
                        break;
                    case 1:
                        fs::create_symlink("../x.txt", path, ignored);
                        break;
                    default:
                        fs::create_hard_link(other, path, ignored);
                        // What is written by one name tells of that name.
                        fs::remove(other, ignored);
                }
                break;
        }
        if (any(20) == 0) write_file(root_ / "index" / std::to_string(any(9)));
        if (any(200) == 0) replace_root();
    }

private:
    int any(int below) { return std::uniform_int_distribution(0, below - 1)(random_); }

    /// Few names, so that the same places are met again and again. Folders, too, end in .txt.
    fs::path any_path(fs::path path) {
        static const std::vector<std::string> names{"x.txt", "y.txt", "z.txt", "é.txt", ".h.txt"};
        for (int depth = any(4); depth >= 0; --depth) path /= names.at(any(5));
        return path;
    }

    void fill_new_folder(const fs::path& path) {
        std::error_code error;
        if (!fs::create_directory(path, error) || error) return;
        for (int i = 0; i < 20; ++i) {
            const std::string sub = i % 5 == 0 ? "y" + std::to_string(i) + "/z" : "";
            fs::create_directories(path / sub, error);
            std::ofstream(path / sub / (std::to_string(i) + ".txt")) << any(1'000'000);
        }
    }

    void replace_root() {
        std::error_code ignored;
        const fs::path aside = root_.parent_path() / "aside";
        fs::rename(root_, aside, ignored);
        if (any(2) == 0) {
            fs::create_directory(root_);
            fs::rename(aside / "x.txt", root_ / "y.txt", ignored);
            fs::remove_all(aside, ignored);
        } else {
            fs::rename(aside, root_, ignored);
        }
    }

    fs::path root_;
    fs::path outside_;
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("who looks at just what is told knows everything", "[indexer][watch]") {
    const Way way = GENERATE(Way::told_by_the_kernel, Way::looking);
    const unsigned seed = GENERATE(range(1U, 9U));
    CAPTURE(static_cast<int>(way), seed);
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "root";
    const fs::path outside = folder.path() / "outside";
    const fs::path excluded = root / "index";
    fs::create_directories(root);
    fs::create_directories(outside);

    Mischief mischief(root, outside, seed);
    for (int i = 0; i < 100; ++i) mischief.act();
    View view = walk(root, excluded);
    Watching watching({root}, quick(way), excluded);
    std::mt19937 random(seed);
    bool told_of_index = false;
    const auto look = [&](const View& now) {
        catch_up(view, now, watching);
        for (const fs::path& path : watching.told) {
            told_of_index = told_of_index || path.string().starts_with(excluded.string());
        }
        watching.forget();
    };
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 100; ++i) {
            mischief.act();
            // Now and then what is told is taken in the middle.
            if (random() % 20 != 0) continue;
            const FolderChanges changes = watching.watcher().wait(std::chrono::steady_clock::now());
            watching.everything = watching.everything || changes.everything;
            watching.told.insert(changes.paths.begin(), changes.paths.end());
            look(walk(root, excluded));
        }
        const View now = walk(root, excluded);
        const bool knows_all = watching.tells_until([&] {
            look(now);
            return view == now;
        });
        CHECK_FALSE(told_of_index);
        for (const auto& [path, content] : now) {
            if (!view.contains(path)) UNSCOPED_INFO("missed: " << path);
            if (view.contains(path) && view[path] != content) UNSCOPED_INFO("old: " << path);
        }
        for (const auto& [path, content] : view) {
            if (!now.contains(path)) UNSCOPED_INFO("gone: " << path);
        }
        REQUIRE(knows_all);
    }
}
