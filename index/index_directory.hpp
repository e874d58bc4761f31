#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "index/manifest.hpp"

namespace kiosque::index {

/// The files of an index on disk.
///
///     CURRENT                              names the manifest in force, replaced by renaming
///     LOCK                                 held by the indexer that is at work
///     generations/0007/MANIFEST.json
///     generations/0007/segments/0001/      xapian.db, columns.bin, forward.bin: immutable once
///     named
class IndexDirectory {
public:
    explicit IndexDirectory(std::filesystem::path root) : root_(std::move(root)) {}

    const std::filesystem::path& root() const { return root_; }

    /// What CURRENT says, as it stands; empty when nothing has been published. Changes with each
    /// publication, so that a reader sees by it that there is something new.
    std::string current_name() const;

    /// The manifest in force, or nothing when none has been published. Throws Error(index_damaged).
    std::optional<Manifest> current() const;

    /// "generations/0007", as manifests write it.
    static std::string generation_path(int generation);
    std::filesystem::path generation_folder(int generation) const {
        return root_ / generation_path(generation);
    }
    std::filesystem::path segment_folder(const SegmentEntry& segment) const {
        return root_ / segment.path;
    }

    /// Puts `manifest` in force. Its segments must be complete and synced. Atomic: a reader, or a
    /// restart after a crash, sees the manifest before or this one.
    void publish(const Manifest& manifest) const;

    /// The number for a generation to be written: above every folder that is there.
    int next_generation() const;

    /// Removes what killed runs left behind and all generations but the `keep` newest. Only the
    /// holder of the lock may call it.
    void remove_old_generations(int keep) const;

private:
    std::filesystem::path root_;
};

/// The right to change an index: one process at a time. Released with the object, and by the system
/// when the process is killed.
class IndexLock {
public:
    /// Throws Error(index_busy) that names the process which holds the lock.
    explicit IndexLock(const IndexDirectory& directory);
    ~IndexLock();
    IndexLock(const IndexLock&) = delete;
    IndexLock& operator=(const IndexLock&) = delete;

private:
    int fd_ = -1;
};

}  // namespace kiosque::index
