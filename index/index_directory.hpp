#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "index/manifest.hpp"

namespace kiosque::index {

/// Which publications are kept behind the one in force.
struct Retention {
    std::size_t newest = 3;  ///< the one in force and those before it, so many in all
    /// Beside those, the newest of each hour that is younger than this.
    std::chrono::hours younger_than{0};
};

/// The files of an index on disk.
///
///     CURRENT                            names the manifest in force, replaced by renaming
///     LOCK                               held by the indexer that is at work
///     WITHDRAWN                          names the manifest that was rolled back last
///     inbox/                             articles that came over HTTP (inbox.hpp)
///     generations/0007/MANIFEST-0012.json         a publication: 0007.12
///     generations/0007/segments/0003/             xapian.db, columns.bin, forward.bin, origins.bin
///     generations/0007/tombstones/0003-0007.0012.bin   its documents that are no longer there
///     generations/0007/files/0012.tsv             what is known of the sources' files
///
/// Whatever a manifest names is complete and never changes.
class IndexDirectory {
public:
    explicit IndexDirectory(std::filesystem::path root) : root_(std::move(root)) {}

    const std::filesystem::path& root() const { return root_; }

    /// What CURRENT says, as it stands; empty when nothing has been published. Changes with each
    /// publication, so that a reader sees by it that there is something new.
    std::string current_name() const;

    /// The manifest in force, or nothing when none has been published. Throws Error(index_damaged).
    std::optional<Manifest> current() const;

    /// All manifests that are kept and can be read, the newest first.
    std::vector<Manifest> published() const;

    /// The manifest named "0007.12". Throws Error(not_found), or Error(index_damaged).
    Manifest published(const std::string& name) const;

    /// "generations/0007", as manifests write it.
    static std::string generation_path(int generation);
    std::filesystem::path generation_folder(int generation) const {
        return root_ / generation_path(generation);
    }
    std::filesystem::path segment_folder(const SegmentEntry& segment) const {
        return root_ / segment.path;
    }

    /// Puts `manifest` in force. What it names must be complete and synced. Atomic: a reader, or a
    /// restart after a crash, sees the manifest before or this one.
    void publish(const Manifest& manifest) const;

    /// What `name` names, or, without it, what was published before `current`. Throws
    /// Error(not_found) when there is no such publication any more.
    Manifest before(const std::optional<std::string>& name) const;

    /// Puts in force what was published before `current`, or what `to` names, and remembers what
    /// was withdrawn. Gives back what is in force now. Throws Error(not_found) when there is no
    /// such publication any more.
    Manifest roll_back(const std::optional<std::string>& to) const;

    /// The manifest that was rolled back, of several the one that was published last; while it is
    /// kept and was not forgotten.
    std::optional<Manifest> withdrawn() const;

    /// Called when the sources are no longer those of the withdrawn manifest.
    void forget_withdrawn() const;

    /// The number for a generation to be written: above every folder that is there.
    int next_generation() const;

    /// The number for the next publication of a generation, above every one that is there.
    int next_revision(int generation) const;

    /// The number for a segment of a generation: above every folder that is there.
    int next_segment(int generation) const;

    /// Removes what killed runs left behind, and all publications that are not kept, with what only
    /// they name. Only the holder of the lock may call it. Removes nothing when the manifest in
    /// force cannot be read.
    void sweep(const Retention& retention) const;

private:
    void point_at(const Manifest& manifest) const;

    std::filesystem::path root_;
};

}  // namespace kiosque::index
