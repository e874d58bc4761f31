#include "indexer/source_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string_view>
#include <system_error>

#include <sys/stat.h>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "reading/encoding.hpp"
#include "text/normalization.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

/// A path as a report can show it, whatever bytes it has.
std::string printable(const fs::path& path) {
    return reading::plain_text(path.string());
}

struct Extension {
    std::string_view name;
    SourceFormat format;
};
constexpr Extension kExtensions[] = {
    {".txt", SourceFormat::text},          {".md", SourceFormat::markdown},
    {".markdown", SourceFormat::markdown}, {".html", SourceFormat::html},
    {".htm", SourceFormat::html},          {".json", SourceFormat::json},
    {".jsonl", SourceFormat::json_lines},  {".ndjson", SourceFormat::json_lines},
};

std::optional<SourceFormat> format_of(const fs::path& path) {
    const std::string extension = text::to_lower(path.extension().string());
    const auto* found = std::ranges::find(kExtensions, extension, &Extension::name);
    if (found == std::end(kExtensions)) return std::nullopt;
    return found->format;
}

bool describes_the_collection(const fs::path& path) {
    const std::string stem = text::to_lower(path.stem().string());
    return stem == "readme" || stem == "license" || stem == "licence";
}

/// A folder or file, however many names lead to it.
struct Identity {
    dev_t device;
    ino_t inode;
    bool operator==(const Identity&) const = default;
};

/// What stands at a path once links are followed, or why that cannot be told.
struct Found {
    struct stat status {};
    int error = 0;
};

Found follow(const fs::path& path) {
    Found found;
    if (::stat(path.c_str(), &found.status) != 0) found.error = errno;
    return found;
}

Identity identity(const struct stat& status) {
    return {status.st_dev, status.st_ino};
}

std::string reason(int error) {
    return std::error_code(error, std::generic_category()).message();
}

std::string special_file_name(mode_t mode) {
    if (S_ISFIFO(mode)) return "a named pipe";
    if (S_ISSOCK(mode)) return "a socket";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
    return "neither a file nor a folder";
}

/// What the keys of a source's files begin with.
std::string key_of(std::size_t source) {
    std::array<char, 24> digits{};
    std::snprintf(digits.data(), digits.size(), "%04zu/", source);
    return digits.data();
}

fs::path whole_path(const fs::path& path) {
    fs::path whole = fs::absolute(path).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();  // "articles/"
    return whole;
}

/// `path` as it is called inside `source`: empty when it is the source, nothing when it is outside.
std::optional<std::string> inside(const fs::path& source, const fs::path& path) {
    const std::string relative = whole_path(path).lexically_relative(whole_path(source)).string();
    if (relative == ".") return std::string();
    if (relative.empty() || relative == ".." || relative.starts_with("../")) return std::nullopt;
    return relative;
}

bool has_hidden_name(const fs::path& path) {
    return std::any_of(path.begin(), path.end(),
                       [](const fs::path& name) { return name.string().starts_with('.'); });
}

class Walk {
public:
    Walk(const fs::path& excluded_directory, const OnSourceFile& on_file,
         const reading::OnProblem& on_problem)
        : on_file_(on_file), on_problem_(on_problem) {
        const Found excluded = follow(excluded_directory);
        if (!excluded_directory.empty() && excluded.error == 0) {
            excluded_ = identity(excluded.status);
        }
    }

    void start(std::size_t source, const fs::path& path) {
        key_ = key_of(source);
        const Found found = follow(path);
        // A source that is not there for the moment has not lost its articles.
        if (found.error != 0) count.unreadable.push_back(key_);
        if (found.error == 0 && S_ISDIR(found.status.st_mode)) {
            enter_folder(path, "", found.status);
        } else if (const auto format = format_of(path); found.error == 0 && !format) {
            problem(path,
                    "has no extension that tells how to read it; expected .txt, .md, .html, "
                    ".json or .jsonl");
        } else {
            meet(path, path.filename().string(), found);
        }
    }

    /// What stands at `inner` below a source, if anything.
    void start_inside(std::size_t source, const fs::path& root, const std::string& inner) {
        key_ = key_of(source);
        if (inner.empty()) return start(source, root);
        if (has_hidden_name(inner)) return;
        // A folder around it may be the index, or a link back to one of those around itself.
        fs::path around = root;
        for (const auto& name : fs::path(inner).parent_path()) {
            const Found found = follow(around);
            if (found.error != 0) {
                const bool is_source = ancestors_.empty();
                const bool is_gone = found.error == ENOENT || found.error == ENOTDIR;
                if (is_source || !is_gone) count.unreadable.push_back(key_);
                return;
            }
            if (excluded_ == identity(found.status)) return;
            ancestors_.push_back(identity(found.status));
            around /= name;
        }
        const Found found = follow(root / inner);
        if (found.error != ENOENT) meet_entry(root / inner, inner);
        ancestors_.clear();
    }

    SourceCount count;

private:
    void enter_folder(const fs::path& folder, const std::string& id_prefix,
                      const struct stat& status) {
        if (excluded_ == identity(status)) {
            ++count.ignored;
            return;
        }
        if (std::ranges::find(ancestors_, identity(status)) != ancestors_.end()) {
            problem(folder, "leads back to a folder that it stands in, so it is not followed");
            return;
        }
        std::error_code error;
        std::vector<fs::path> names;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            names.push_back(entry->path().filename());
        }
        if (error) {
            problem(folder, "cannot be listed: " + error.message());
            count.unreadable.push_back(key_ + id_prefix);
            return;
        }
        std::ranges::sort(names, {}, [](const fs::path& name) { return name.native(); });

        ancestors_.push_back(identity(status));
        for (const fs::path& name : names) meet_entry(folder / name, id_prefix + name.string());
        ancestors_.pop_back();
    }

    void meet_entry(const fs::path& path, const std::string& id_path) {
        const std::string name = path.filename().string();
        if (name.starts_with('.')) {
            ++count.ignored;
            return;
        }
        if (!is_valid_utf8(name)) {
            problem(path, "has a name that is not valid UTF-8; rename it");
            return;
        }
        const Found found = follow(path);
        if (found.error == 0 && S_ISDIR(found.status.st_mode)) {
            enter_folder(path, id_path + "/", found.status);
        } else if (found.error == 0 && S_ISREG(found.status.st_mode) &&
                   (!format_of(path) || describes_the_collection(path))) {
            ++count.ignored;
        } else {
            meet(path, id_path, found);
        }
    }

    void meet(const fs::path& path, const std::string& id_path, const Found& found) {
        std::error_code ignored;
        const bool is_link = fs::is_symlink(path, ignored);
        if (found.error == ELOOP) {
            problem(path, "is a symbolic link that leads back to itself");
        } else if (found.error == ENOENT && is_link) {
            problem(path, "is a symbolic link to nothing ('" +
                              printable(fs::read_symlink(path, ignored)) + "')");
        } else if (found.error != 0) {
            problem(path, "cannot be read: " + reason(found.error));
            count.unreadable.push_back(key_ + id_path);
        } else if (!S_ISREG(found.status.st_mode)) {
            problem(path, "is " + special_file_name(found.status.st_mode) +
                              "; only files and folders are read");
        } else if (!is_valid_utf8(id_path)) {
            problem(path, "has a name that is not valid UTF-8; rename it");
        } else {
            ++count.files;
            on_file_({path, text::to_nfc(id_path), key_ + id_path,
                      static_cast<std::uintmax_t>(found.status.st_size), *format_of(path)});
        }
    }

    void problem(const fs::path& path, std::string message) {
        on_problem_({printable(path), 0, std::move(message)});
    }

    const OnSourceFile& on_file_;
    const reading::OnProblem& on_problem_;
    std::string key_;  ///< of the source that is walked
    std::optional<Identity> excluded_;
    std::vector<Identity> ancestors_;  ///< the folders around the current one, links followed
};

}  // namespace

SourceCount walk_source_files(const std::vector<fs::path>& paths,
                              const fs::path& excluded_directory, const OnSourceFile& on_file,
                              const reading::OnProblem& on_problem) {
    for (const fs::path& path : paths) {
        std::error_code error;
        if (fs::symlink_status(path, error).type() == fs::file_type::not_found) {
            throw Error(ErrorCode::not_found, "'" + printable(path) +
                                                  "' does not exist; give a file or a folder of "
                                                  "articles");
        }
    }
    Walk walk(excluded_directory, on_file, on_problem);
    for (std::size_t i = 0; i < paths.size(); ++i) walk.start(i, paths[i]);
    return walk.count;
}

SourceCount walk_changed_path(const std::vector<fs::path>& paths,
                              const fs::path& excluded_directory, const fs::path& changed,
                              const OnSourceFile& on_file, const reading::OnProblem& on_problem) {
    Walk walk(excluded_directory, on_file, on_problem);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (const auto inner = inside(paths[i], changed)) walk.start_inside(i, paths[i], *inner);
    }
    return walk.count;
}

std::vector<std::string> keys_of(const std::vector<fs::path>& paths, const fs::path& path) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto inner = inside(paths[i], path);
        if (!inner) continue;
        std::string key = key_of(i) + *inner;
        if (inner->empty()) key.pop_back();
        keys.push_back(std::move(key));
    }
    return keys;
}

std::optional<SourceFile> file_of(const std::vector<fs::path>& paths, const std::string& key) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (!key.starts_with(key_of(i))) continue;
        const std::string inner = key.substr(key_of(i).size());
        const bool is_file = follow(paths[i]).error == 0 && !fs::is_directory(paths[i]);
        const fs::path path = is_file ? paths[i] : paths[i] / inner;
        const Found found = follow(path);
        const auto format = format_of(path);
        if (found.error != 0 || !S_ISREG(found.status.st_mode) || !format) return std::nullopt;
        return SourceFile{path, text::to_nfc(inner), key,
                          static_cast<std::uintmax_t>(found.status.st_size), *format};
    }
    return std::nullopt;
}

}  // namespace kiosque::indexer
