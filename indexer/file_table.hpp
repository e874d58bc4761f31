#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/manifest.hpp"
#include "indexer/fingerprint.hpp"
#include "indexer/walk_order.hpp"

namespace kiosque::indexer {

/// How a file looked when it was read: while it looks like that, it need not be read again.
struct FileLook {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  ///< nanoseconds
    std::int64_t changed = 0;   ///< of its inode, nanoseconds

    friend bool operator==(const FileLook&, const FileLook&) = default;
};

/// Nothing when there is no such file. A file that was changed a moment ago may change again within
/// the same tick of its clock: it has a look without times, which no later one is equal to.
std::optional<FileLook> look_at(const std::filesystem::path& file);

/// What a run knows of a file of the sources.
struct FileRecord {
    FileLook look;
    Fingerprint content;
    bool has_problems = false;  ///< something in it was left out: it is read again and told again
    std::vector<Fingerprint> shadowed;  ///< ids that it has and a file before it, too
    std::vector<Fingerprint> held;      ///< ids that it says are deleted
};

/// The files of the sources as the publication in force was made from them, by their keys in the
/// order of the walk.
///
/// On disk it is a list of tables, one written by each publication, of which later rows replace
/// earlier ones: texts of one row a file,
///
///     <size> TAB <modified> TAB <changed> TAB <content> TAB <p or -> TAB <shadowed> TAB <held> TAB
///     <key>
///     - TAB <key>                            a file that is gone
///
/// fingerprints in hexadecimal, several of them separated by commas, and a backslash before what
/// would end a row in a key.
class FileTable {
public:
    using Files = std::map<std::string, FileRecord, WalkOrder>;

    FileTable() = default;

    /// Reads the tables that a manifest names. Throws Error(index_damaged).
    FileTable(const std::filesystem::path& root, const std::vector<index::FileEntry>& tables);

    const FileRecord* find(std::string_view key) const;
    const Files& files() const { return files_; }

    void set(const std::string& key, FileRecord record);
    void erase(const std::string& key);

    /// The files that have an id which a file before them has, too.
    const std::set<std::string>& shadowed_in(const Fingerprint& id) const;
    /// The file that says an id is deleted; empty when none does.
    std::string holder_of(const Fingerprint& id) const;

    /// How many files differ from what is on disk.
    std::size_t changes() const { return changed_.size(); }

    /// Writes what was changed as a table at `path` below `root`, or, when `tables` has become many
    /// or long, everything; gives back the tables for the manifest.
    std::vector<index::FileEntry> write(const std::filesystem::path& root, const std::string& path,
                                        std::vector<index::FileEntry> tables);

private:
    void read(std::string_view rows, const std::string& where);
    void note(const std::string& key, const FileRecord& record);
    void unnote(const std::string& key, const FileRecord& record);

    Files files_;
    bool is_on_disk_ = false;        ///< at least in part
    std::set<std::string> changed_;  ///< since it was read or written; of one that is on disk
    std::unordered_map<Fingerprint, std::set<std::string>, FingerprintHash> shadows_;
    std::unordered_map<Fingerprint, std::string, FingerprintHash> holders_;
};

}  // namespace kiosque::indexer
