#include "indexer/watch/path_chain.hpp"

#include <climits>
#include <optional>

#include <unistd.h>

namespace kiosque::indexer {
namespace {

/// As many as Linux follows.
constexpr int kMostLinks = 40;

/// Puts the names of `path` on the stack, the first on top.
void push_names(std::vector<std::string>& names, const std::string& path) {
    std::size_t end = path.size();
    while (end > 0) {
        const std::size_t slash = path.rfind('/', end - 1);
        const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
        if (begin < end) names.push_back(path.substr(begin, end - begin));
        end = slash == std::string::npos ? 0 : slash;
    }
}

std::string joined(const std::string& folder, const std::string& name) {
    return folder == "/" ? "/" + name : folder + "/" + name;
}

std::string parent_of(const std::string& folder) {
    const std::size_t slash = folder.rfind('/');
    return slash == 0 || slash == std::string::npos ? "/" : folder.substr(0, slash);
}

std::optional<std::string> read_link(const std::string& path) {
    std::string target(PATH_MAX, '\0');
    const ssize_t size = ::readlink(path.c_str(), target.data(), target.size());
    if (size <= 0) return std::nullopt;
    target.resize(static_cast<std::size_t>(size));
    return target;
}

}  // namespace

PathChain follow_path(const std::string& start, const std::string& path) {
    PathChain chain;
    std::string here = path.starts_with('/') ? "/" : start;
    struct stat status {};
    if (::stat(here.c_str(), &status) != 0) return chain;

    std::vector<std::string> names;
    push_names(names, path);
    int links = 0;
    while (!names.empty()) {
        const std::string name = std::move(names.back());
        names.pop_back();
        if (name == ".") continue;
        if (!S_ISDIR(status.st_mode)) return chain;
        if (name == "..") {
            here = parent_of(here);
            if (::stat(here.c_str(), &status) != 0) return chain;
            continue;
        }
        chain.steps.push_back({here, name, identity_of(status)});
        const std::string there = joined(here, name);
        struct stat found {};
        if (::lstat(there.c_str(), &found) != 0) return chain;
        if (S_ISLNK(found.st_mode)) {
            const auto target = read_link(there);
            if (!target || ++links > kMostLinks) return chain;
            push_names(names, *target);
            if (!target->starts_with('/')) continue;
            here = "/";
            if (::stat("/", &status) != 0) return chain;
        } else {
            here = there;
            status = found;
        }
    }
    chain.type = status.st_mode & S_IFMT;
    chain.end = identity_of(status);
    chain.end_path = here;
    chain.changed_ns = std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec;
    return chain;
}

}  // namespace kiosque::indexer
