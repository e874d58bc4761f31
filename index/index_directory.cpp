#include "index/index_directory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.hpp"
#include "index/durable_file.hpp"

namespace kiosque::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPointerBytes = 4096;
constexpr std::size_t kMaxManifestBytes = std::size_t{16} << 20U;

/// The numbers of the generation folders that are there, ascending.
std::vector<int> generation_numbers(const fs::path& generations) {
    std::vector<int> numbers;
    if (!fs::exists(generations)) return numbers;
    for (const auto& entry : fs::directory_iterator(generations)) {
        const std::string name = entry.path().filename().string();
        int number = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error == std::errc{} && end == name.data() + name.size()) numbers.push_back(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace

std::string IndexDirectory::current_name() const {
    const fs::path pointer = root_ / "CURRENT";
    if (!fs::exists(pointer)) return {};
    std::string name = read_whole(pointer, kMaxPointerBytes);
    while (!name.empty() && name.back() == '\n') name.pop_back();
    return name;
}

std::optional<Manifest> IndexDirectory::current() const {
    const std::string name = current_name();
    if (name.empty()) return std::nullopt;
    // The pointer is "generations/0007/MANIFEST.json <build>".
    const fs::path file = root_ / name.substr(0, name.find(' '));
    if (name.find("..") != std::string::npos || !fs::exists(file)) {
        throw Error(ErrorCode::index_damaged,
                    (root_ / "CURRENT").string() + " names " + file.string() +
                        ", which is not there; build the index again with kiosque-index --rebuild");
    }
    return read_manifest(read_whole(file, kMaxManifestBytes), file.string());
}

std::string IndexDirectory::generation_path(int generation) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "generations/%04d", generation);
    return name.data();
}

void IndexDirectory::publish(const Manifest& manifest) const {
    const fs::path folder = generation_folder(manifest.generation);
    write_durably(folder / "MANIFEST.json", write_manifest(manifest));
    sync_folder(folder.parent_path());
    write_durably(root_ / "CURRENT",
                  generation_path(manifest.generation) + "/MANIFEST.json " + manifest.build + "\n");
}

int IndexDirectory::next_generation() const {
    const auto numbers = generation_numbers(root_ / "generations");
    return numbers.empty() ? 1 : numbers.back() + 1;
}

void IndexDirectory::remove_old_generations(int keep) const {
    const auto manifest = current();
    const int in_force = manifest ? manifest->generation : 0;
    int kept = 0;
    auto numbers = generation_numbers(root_ / "generations");
    std::reverse(numbers.begin(), numbers.end());
    for (const int number : numbers) {
        const bool is_published =
            number <= in_force && fs::exists(generation_folder(number) / "MANIFEST.json");
        if (is_published && kept < keep) {
            ++kept;
        } else {
            fs::remove_all(generation_folder(number));
        }
    }
}

IndexLock::IndexLock(const IndexDirectory& directory) {
    const fs::path file = directory.root() / "LOCK";
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) {
        throw Error(ErrorCode::io_failed,
                    "cannot write in " + directory.root().string() + ": " + std::strerror(errno));
    }
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        std::string holder(32, '\0');
        const ssize_t got = ::read(fd_, holder.data(), holder.size());
        holder.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        ::close(fd_);
        throw Error(ErrorCode::index_busy, "another indexer" +
                                               (holder.empty() ? "" : " (process " + holder + ")") +
                                               " is at work in " + directory.root().string() +
                                               "; wait until it has finished");
    }
    const std::string holder = std::to_string(::getpid());
    if (::ftruncate(fd_, 0) != 0 ||
        ::pwrite(fd_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
        // The lock holds all the same; only the message to a second indexer is poorer.
        errno = 0;
    }
}

IndexLock::~IndexLock() {
    ::close(fd_);
}

}  // namespace kiosque::index
