#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/file_table.hpp"
#include "indexer/source_files.hpp"

namespace kiosque::indexer {

/// What a run has to do.
struct Changes {
    std::vector<SourceFile> files;  ///< new, changed, or with problems that are to be told again
    std::vector<std::string> gone;  ///< keys

    bool empty() const { return files.empty() && gone.empty(); }
    std::uintmax_t bytes() const;
};

/// Compares files with what is known of them: by their looks, and where those differ by their
/// content. A new look of an old content is noted in `table`.
class ChangeFinder {
public:
    /// Which files are taken for changed though they have not.
    enum class Also { none, with_problems, all };

    /// `table` must outlive the finder.
    ChangeFinder(FileTable& table, Also also) : table_(table), also_(also) {}

    /// A file that is there.
    void see(const SourceFile& file);

    /// Nothing else is there, below `prefix` if one is given ("0000/2024"): what is known and was
    /// not seen is gone, unless it is of what could not be looked at.
    void end_of(const std::string& prefix, const std::vector<std::string>& unreadable);

    Changes take() { return std::move(changes_); }

private:
    bool is_changed(const SourceFile& file);

    FileTable& table_;
    Also also_;
    std::set<std::string> seen_;
    Changes changes_;
};

}  // namespace kiosque::indexer
