#include "index/inbox.hpp"
#include "index/universal_time.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "index/article_json.hpp"
#include "index/article_name.hpp"
#include "index/durable_file.hpp"

namespace kiosque::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".json";

/// The names of the tasks in a folder, the oldest first; none where there is no folder.
std::vector<std::string> task_names(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end;
         each.increment(error)) {
        const fs::path& file = each->path();
        if (file.extension() == kEnding && is_task_name(file.stem().native())) {
            names.push_back(file.stem());
        }
    }
    const bool is_missing = error == std::errc::no_such_file_or_directory;
    if (error && !is_missing) {
        throw Error(ErrorCode::io_failed,
                    "cannot list " + folder.string() + ": " + error.message());
    }
    std::sort(names.begin(), names.end());
    return names;
}

fs::path task_file(const fs::path& folder, std::string_view name) {
    return folder / (std::string(name) + std::string(kEnding));
}

void remove_file(const fs::path& file) {
    std::error_code error;
    fs::remove(file, error);
    if (error) {
        throw Error(ErrorCode::io_failed,
                    "cannot remove " + file.string() + ": " + error.message());
    }
}

std::string checked_entry(const Article& article) {
    std::string json = write_article_json(article);
    if (json.size() > Inbox::kMaxEntryBytes) {
        throw Error(ErrorCode::bad_article,
                    "the article takes " + std::to_string(json.size()) + " bytes, more than the " +
                        std::to_string(Inbox::kMaxEntryBytes) + " that are kept of one; split it");
    }
    parse_inbox_entry(json, "the article");
    return json;
}

}  // namespace

Inbox::Inbox(const fs::path& index_directory)
    : index_(index_directory.has_filename() ? index_directory : index_directory.parent_path()),
      inbox_(index_ / "inbox"),
      articles_(inbox_ / "articles"),
      waiting_(inbox_ / "tasks" / "waiting"),
      settled_(inbox_ / "tasks" / "settled") {}

std::string Inbox::put(const std::vector<Article>& articles) const {
    std::vector<NewEntry> entries;
    for (const auto& article : articles) {
        std::string json = checked_entry(article);
        entries.push_back({{article.id, false}, std::move(json)});
    }
    return store(entries);
}

std::string Inbox::remove(const std::string& id) const {
    std::string json = write_deletion(id);
    parse_inbox_entry(json, "the mark of a deletion");
    return store({{{id, true}, std::move(json)}});
}

std::string Inbox::store(const std::vector<NewEntry>& entries) const {
    InboxTask task;
    task.name = new_task_name();
    task.received = universal_time_now();
    for (const auto& entry : entries) task.changes.push_back(entry.change);
    try {
        write(entries, task);
    } catch (const Error& error) {
        throw Error(ErrorCode::not_stored,
                    std::string("nothing was taken; send it again once the server can write its "
                                "inbox: ") +
                        error.what());
    }
    return task.name;
}

void Inbox::write(const std::vector<NewEntry>& entries, const InboxTask& task) const {
    // What takes room on the disk comes first, and changes nothing yet.
    make_folder_durably(waiting_);
    std::set<fs::path> folders;
    std::vector<AsideFile> files;
    for (const auto& entry : entries) {
        const fs::path file = article_file(entry.change.id);
        if (folders.insert(file.parent_path()).second) make_folder_durably(file.parent_path());
        files.emplace_back(file, entry.json);
    }
    AsideFile task_in_hand(task_file(waiting_, task.name), write_waiting_task(task));

    for (auto& file : files) file.put_in_place();
    for (const auto& folder : folders) sync_folder(folder);
    // Also where another thread has just made them and is not through with syncing.
    for (const auto& folder : {articles_, waiting_.parent_path(), inbox_, index_}) {
        sync_folder(folder);
    }
    task_in_hand.put_in_place();
    sync_folder(waiting_);
}

std::optional<InboxTask> Inbox::task(std::string_view name) const {
    if (!is_task_name(name)) return std::nullopt;
    // In this order: settling writes the one before it removes the other.
    const auto read = [&](const fs::path& folder, auto parse) -> std::optional<InboxTask> {
        const fs::path file = task_file(folder, name);
        const auto bytes = read_plain_file(file, kMaxTaskBytes);
        if (!bytes) return std::nullopt;
        return parse(*bytes, std::string(name), file.string());
    };
    auto waiting = read(waiting_, parse_waiting_task);
    auto settled = read(settled_, parse_settled_task);
    return settled ? settled : waiting;
}

std::vector<InboxTask> Inbox::waiting() const {
    std::vector<InboxTask> tasks;
    for (const auto& name : task_names(waiting_)) {
        const fs::path file = task_file(waiting_, name);
        try {
            const auto bytes = read_plain_file(file, kMaxTaskBytes);
            if (bytes) tasks.push_back(parse_waiting_task(*bytes, name, file.string()));
        } catch (const Error& error) {
            log_warning(std::string("a task is passed over: ") + error.what());
        }
    }
    return tasks;
}

void Inbox::settle(const InboxTask& task, InboxOutcome outcome) const {
    InboxTask done = task;
    done.settled = universal_time_now();
    for (auto& failure : outcome.failures) {
        failure.detail = cut_utf8(failure.detail, kMaxDetailBytes);
    }
    done.outcome = std::move(outcome);
    make_folder_durably(settled_);
    AsideFile file(task_file(settled_, task.name), write_settled_task(done));
    file.put_in_place();
    sync_folder(settled_);
    remove_file(task_file(waiting_, task.name));
    sync_folder(waiting_);
}

void Inbox::prune_settled(std::size_t keep_newest) const {
    const auto names = task_names(settled_);
    if (names.size() <= keep_newest) return;
    for (std::size_t i = 0; i < names.size() - keep_newest; ++i) {
        remove_file(task_file(settled_, names[i]));
    }
}

fs::path Inbox::article_file(std::string_view id) const {
    const std::string name = name_of_id(id);
    return articles_ / name.substr(0, 2) / (name + std::string(kEnding));
}

std::optional<InboxEntry> Inbox::read_entry(const fs::path& file) {
    const auto bytes = read_plain_file(file, kMaxEntryBytes);
    if (!bytes) return std::nullopt;
    const auto refuse = [](const std::string& what) {
        throw Error(ErrorCode::bad_article, what + "; remove it, or send its article again");
    };
    InboxEntry entry;
    try {
        entry = parse_inbox_entry(*bytes, file.string());
    } catch (const Error& error) {
        refuse(error.what());
    }
    if (file.filename() != name_of_id(entry.id) + std::string(kEnding)) {
        refuse(file.string() + " is no entry of the inbox: its name is not that of its id");
    }
    return entry;
}

}  // namespace kiosque::index
