#include "indexer/source_files.hpp"

#include <algorithm>
#include <cerrno>
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

    void start(const fs::path& path) {
        const Found found = follow(path);
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
        } else if (!S_ISREG(found.status.st_mode)) {
            problem(path, "is " + special_file_name(found.status.st_mode) +
                              "; only files and folders are read");
        } else if (!is_valid_utf8(id_path)) {
            problem(path, "has a name that is not valid UTF-8; rename it");
        } else {
            ++count.files;
            on_file_({path, text::to_nfc(id_path),
                      static_cast<std::uintmax_t>(found.status.st_size), *format_of(path)});
        }
    }

    void problem(const fs::path& path, std::string message) {
        on_problem_({printable(path), 0, std::move(message)});
    }

    const OnSourceFile& on_file_;
    const reading::OnProblem& on_problem_;
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
    for (const fs::path& path : paths) walk.start(path);
    return walk.count;
}

}  // namespace kiosque::indexer
