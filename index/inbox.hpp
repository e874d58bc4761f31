#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/article.hpp"
#include "index/inbox_entry.hpp"
#include "index/inbox_task.hpp"

namespace kiosque::index {

/// Where articles wait that come over HTTP: the agreement between the server, which puts them here
/// and never writes an index, and the indexer, which takes them from here.
///
///     inbox/articles/ab/<32 hex>.json       the newest word on an id, for each id that ever came:
///     the
///                                           article, or the mark that it is deleted. Stays for
///                                           good: building an index anew reads it again.
///     inbox/tasks/waiting/<task>.json       which ids one request has changed
///     inbox/tasks/settled/<task>.json       what the indexer made of it
///     *.new                                 left behind by a writer that was killed; means nothing
///
/// An entry stands before an article of the corpus folder with the same id, and a mark of deletion
/// hides that article, too.
///
/// Thread-safe, and any number of processes may use one inbox. Of two writers of one id the later
/// one wins, whole; both tasks stay. An indexer that first asks for `waiting` and then reads
/// entries finds in them what these tasks brought, or something newer, whose task waits or is about
/// to.
class Inbox {
public:
    /// Of one file; a longer one is refused by writer and reader alike. The longest article that
    /// can be sent takes less, whatever its encoding.
    static constexpr std::size_t kMaxEntryBytes = std::size_t{64} << 20U;
    static constexpr std::size_t kMaxTaskBytes = std::size_t{16} << 20U;
    /// Of what an outcome says about one article; the rest is cut off.
    static constexpr std::size_t kMaxDetailBytes = 1000;

    /// Touches nothing yet: the folders are made when something is put into them.
    explicit Inbox(const std::filesystem::path& index_directory);

    /// Stores the articles, each with an id of its own, and gives back the name of their task. When
    /// it returns, all of them and the task survive a power cut.
    ///
    /// Throws Error(not_stored) that says what to do, and then there is no task. All files are
    /// written aside before the first takes its place, so a full disk leaves every entry as it was.
    /// When the power fails later, in between, entries may be new that nobody was told of.
    /// Throws Error(bad_article) for an article that `read_entry` would not read, and stores none.
    std::string put(const std::vector<Article>& articles) const;

    /// Marks an id as deleted, whether anybody knows it or not; otherwise as `put`.
    std::string remove(const std::string& id) const;

    /// A task by its name, which may be any text; nothing where it is unknown, or pruned.
    /// Throws Error(index_damaged) or Error(io_failed) for a file that cannot be read.
    std::optional<InboxTask> task(std::string_view name) const;

    /// The tasks that wait, the oldest first. A file that cannot be read is left out, with a
    /// warning in the log.
    std::vector<InboxTask> waiting() const;

    /// Notes how a task ended, and takes it from those that wait. Killed in between, the task waits
    /// again, and may be settled again. Throws Error(io_failed).
    void settle(const InboxTask& task, InboxOutcome outcome) const;

    /// Forgets all settled tasks but the newest.
    void prune_settled(std::size_t keep_newest) const;

    /// The folder of the entries; those that count are its files `*/*.json`.
    const std::filesystem::path& articles_folder() const { return articles_; }

    /// The folder into which a file is put with each task that comes.
    const std::filesystem::path& waiting_folder() const { return waiting_; }

    /// Where the entry of an id is, or would be.
    std::filesystem::path article_file(std::string_view id) const;

    /// What a file of `articles_folder` holds, or nothing when there is no such file. Throws Error
    /// that names the file and says what is wrong: bad_article as `parse_inbox_entry` does, and for
    /// an entry under the name of another id; io_failed for what is no plain file or too large.
    static std::optional<InboxEntry> read_entry(const std::filesystem::path& file);

private:
    struct NewEntry {
        InboxTask::Change change;
        std::string json;
    };
    std::string store(const std::vector<NewEntry>& entries) const;
    void write(const std::vector<NewEntry>& entries, const InboxTask& task) const;

    std::filesystem::path index_;
    std::filesystem::path inbox_;
    std::filesystem::path articles_;
    std::filesystem::path waiting_;
    std::filesystem::path settled_;
};

}  // namespace kiosque::index
