#include "index/index_directory.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/error.hpp"
#include "base/log.hpp"
#include "index/durable_file.hpp"
#include "index/universal_time.hpp"

namespace kiosque::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPointerBytes = 4096;
constexpr std::size_t kMaxManifestBytes = std::size_t{16} << 20U;

/// The numbers that the names of a folder's entries begin with, ascending: of "0007" and of
/// "MANIFEST-0007.json" it is 7.
std::vector<int> numbers_in(const fs::path& folder, std::string_view prefix = "",
                            std::string_view suffix = "") {
    std::vector<int> numbers;
    std::error_code none;
    for (fs::directory_iterator entry(folder, none), end; !none && entry != end;
         entry.increment(none)) {
        const std::string name = entry->path().filename().string();
        if (name.size() < prefix.size() + suffix.size() || !name.starts_with(prefix) ||
            !name.ends_with(suffix)) {
            continue;
        }
        int number = 0;
        const char* last = name.data() + name.size() - suffix.size();
        const auto [end_of_number, error] =
            std::from_chars(name.data() + prefix.size(), last, number);
        if (error == std::errc{} && end_of_number == last) numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::vector<int> generation_numbers(const fs::path& root) {
    return numbers_in(root / "generations");
}

int behind_last(const std::vector<int>& numbers) {
    return numbers.empty() ? 1 : numbers.back() + 1;
}

std::string manifest_path(int generation, int revision) {
    std::array<char, 48> name{};
    std::snprintf(name.data(), name.size(), "/MANIFEST-%04d.json", revision);
    return IndexDirectory::generation_path(generation) + name.data();
}

std::vector<int> revisions(const fs::path& generation) {
    return numbers_in(generation, "MANIFEST-", ".json");
}

/// Throws Error(io_failed) where the system does not let that be known.
fs::file_type type_of(const fs::path& file) {
    std::error_code error;
    const fs::file_type type = fs::status(file, error).type();
    if (type == fs::file_type::none) {
        throw Error(ErrorCode::io_failed, "cannot read " + file.string() + ": " + error.message());
    }
    return type;
}

Manifest read(const fs::path& file) {
    return read_manifest(read_whole(file, kMaxManifestBytes), file.string());
}

std::optional<Manifest> read_if_whole(const fs::path& file) {
    try {
        return read(file);
    } catch (const Error& error) {
        log_warning(std::string("passed over: ") + error.what());
        return std::nullopt;
    }
}

/// The name by which a reader knows a pointer's manifest: "generations/0007/MANIFEST-0001.json".
std::optional<Manifest> pointed_at(const fs::path& root, const std::string& pointer) {
    const std::string path = pointer.substr(0, pointer.find(' '));
    if (path.empty() || path.find("..") != std::string::npos ||
        type_of(root / path) != fs::file_type::regular) {
        return std::nullopt;
    }
    return read(root / path);
}

std::string pointer_text(const fs::path& file) {
    if (type_of(file) == fs::file_type::not_found) return {};
    std::string text = read_whole(file, kMaxPointerBytes);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// Everything that a manifest needs on disk, itself among it, as paths below the root.
void add_paths_of(const Manifest& manifest, std::set<std::string>& paths) {
    paths.insert(manifest_path(manifest.generation, manifest.revision));
    for (const auto& table : manifest.file_tables) paths.insert(table.path);
    for (const auto& segment : manifest.segments) {
        paths.insert(segment.path);
        if (segment.tombstones) paths.insert(segment.tombstones->path);
    }
}

/// The names of a manifest and of those before it, `count` in all.
std::set<std::string> chain_back(const Manifest& last, const std::vector<Manifest>& all,
                                 std::size_t count) {
    std::set<std::string> names;
    for (std::string name = last.name(); !name.empty() && names.size() < count;) {
        names.insert(name);
        const auto here = std::find_if(all.begin(), all.end(),
                                       [&](const Manifest& each) { return each.name() == name; });
        name = here == all.end() || names.contains(here->previous) ? "" : here->previous;
    }
    return names;
}

/// Its manifests first: one that is left by a kill in between would name files that are gone.
void remove_generation(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (!entry.is_directory()) files.push_back(entry.path());
    }
    for (const auto& file : files) fs::remove(file);
    fs::remove_all(folder);
}

/// The hour in which a manifest was made: "2026-11-22T08".
std::string hour_of(const Manifest& manifest) {
    return manifest.created.substr(0, std::string_view("2026-11-22T08").size());
}

}  // namespace

std::string IndexDirectory::current_name() const {
    return pointer_text(root_ / "CURRENT");
}

std::optional<Manifest> IndexDirectory::current() const {
    const std::string name = current_name();
    if (name.empty()) return std::nullopt;
    auto manifest = pointed_at(root_, name);
    if (!manifest) {
        throw Error(ErrorCode::index_damaged,
                    (root_ / "CURRENT").string() + " names " +
                        (root_ / name.substr(0, name.find(' '))).string() +
                        ", which is not there; build the index again with kiosque-index --rebuild");
    }
    return manifest;
}

std::vector<Manifest> IndexDirectory::published() const {
    std::vector<Manifest> manifests;
    for (const int generation : generation_numbers(root_)) {
        for (const int revision : revisions(generation_folder(generation))) {
            auto manifest = read_if_whole(root_ / manifest_path(generation, revision));
            if (manifest) manifests.push_back(std::move(*manifest));
        }
    }
    std::stable_sort(manifests.begin(), manifests.end(), [](const auto& a, const auto& b) {
        return std::tie(a.created, a.generation, a.revision) >
               std::tie(b.created, b.generation, b.revision);
    });
    return manifests;
}

Manifest IndexDirectory::published(const std::string& name) const {
    std::string names;
    for (auto& manifest : published()) {
        if (manifest.name() == name) return manifest;
        names += (names.empty() ? "" : ", ") + manifest.name();
    }
    throw Error(ErrorCode::not_found, "there is no publication '" + name + "' in " +
                                          root_.string() +
                                          "; kept are: " + (names.empty() ? "none" : names));
}

std::string IndexDirectory::generation_path(int generation) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "generations/%04d", generation);
    return name.data();
}

void IndexDirectory::point_at(const Manifest& manifest) const {
    write_durably(root_ / "CURRENT", manifest_path(manifest.generation, manifest.revision) + " " +
                                         manifest.build + "\n");
}

void IndexDirectory::publish(const Manifest& manifest) const {
    const fs::path file = root_ / manifest_path(manifest.generation, manifest.revision);
    write_durably(file, write_manifest(manifest));
    sync_folder(file.parent_path().parent_path());
    point_at(manifest);
}

void IndexDirectory::forget_withdrawn() const {
    std::error_code ignored;
    fs::remove(root_ / "WITHDRAWN", ignored);
}

Manifest IndexDirectory::before(const std::optional<std::string>& name) const {
    if (name) return published(*name);
    std::optional<Manifest> now;
    try {
        now = current();
    } catch (const Error&) {
        // What is in force cannot be read: the newest that can be comes before it.
        auto readable = published();
        if (!readable.empty()) return std::move(readable.front());
        throw;
    }
    if (!now) {
        throw Error(ErrorCode::not_found, "nothing has been published in " + root_.string());
    }
    if (now->previous.empty()) {
        throw Error(ErrorCode::not_found, now->name() + " is the first publication in " +
                                              root_.string() + ": there is nothing to go back to");
    }
    for (auto& manifest : published()) {
        if (manifest.name() == now->previous) return std::move(manifest);
    }
    throw Error(ErrorCode::not_found, now->previous + ", which was published before " +
                                          now->name() + ", is no longer kept in " + root_.string() +
                                          "; nothing older is");
}

Manifest IndexDirectory::roll_back(const std::optional<std::string>& to) const {
    Manifest manifest = before(to);
    // First what is withdrawn: a crash in between leaves a note of something that is in force,
    // which nobody reads. Going back twice withdraws the first: the files are still its own.
    if (!withdrawn()) {
        const std::string pointer = current_name();
        write_durably(root_ / "WITHDRAWN", pointer.substr(0, pointer.find(' ')) + "\n");
    }
    point_at(manifest);
    return manifest;
}

std::optional<Manifest> IndexDirectory::withdrawn() const {
    const std::string path = pointer_text(root_ / "WITHDRAWN");
    if (path.empty() || current_name().starts_with(path + " ")) return std::nullopt;
    return pointed_at(root_, path);
}

int IndexDirectory::next_generation() const {
    return behind_last(generation_numbers(root_));
}

int IndexDirectory::next_revision(int generation) const {
    return behind_last(revisions(generation_folder(generation)));
}

int IndexDirectory::next_segment(int generation) const {
    return behind_last(numbers_in(generation_folder(generation) / "segments"));
}

void IndexDirectory::sweep(const Retention& retention) const {
    const auto in_force = current();
    const auto all = published();
    std::set<std::string> kept;
    if (in_force) kept = chain_back(*in_force, all, std::max<std::size_t>(1, retention.newest));
    if (const auto last = withdrawn()) kept.insert(last->name());
    // A reader may be opening what was in force a moment ago.
    for (std::size_t i = 0; i < std::min<std::size_t>(2, all.size()); ++i) {
        kept.insert(all[i].name());
    }
    const std::string oldest =
        universal_time(std::chrono::system_clock::now() - retention.younger_than);
    std::set<std::string> hours;
    std::set<std::string> needed;
    for (const auto& manifest : all) {
        const bool is_newest_of_hour =
            manifest.created >= oldest && hours.insert(hour_of(manifest)).second;
        if (is_newest_of_hour || kept.contains(manifest.name())) add_paths_of(manifest, needed);
    }
    const auto is_needed = [&](const fs::path& path) {
        // Not by what links lead to: the folder may stand on another disk.
        return needed.contains(path.lexically_relative(root_).generic_string());
    };
    for (const int generation : generation_numbers(root_)) {
        const fs::path folder = generation_folder(generation);
        const auto below = needed.lower_bound(generation_path(generation) + "/");
        if (below == needed.end() || !below->starts_with(generation_path(generation) + "/")) {
            remove_generation(folder);
            continue;
        }
        std::vector<fs::path> there;
        for (const auto* part : {"", "segments", "tombstones", "files"}) {
            if (!fs::exists(folder / part)) continue;
            for (const auto& entry : fs::directory_iterator(folder / part)) {
                const bool is_room = *part == '\0' && entry.is_directory();
                if (!is_room && !is_needed(entry.path())) there.push_back(entry.path());
            }
        }
        for (const auto& path : there) fs::remove_all(path);
    }
}

}  // namespace kiosque::index
