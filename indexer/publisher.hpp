#pragma once

#include <memory>
#include <string>

#include "index/index_directory.hpp"
#include "indexer/base_index.hpp"
#include "indexer/index_update.hpp"
#include "indexer/run_options.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Looks at an index as a reader will, and puts it in force when nothing speaks against it.
class Publisher {
public:
    /// All must outlive the object; the lock of the directory is held.
    Publisher(const index::IndexDirectory& directory, const RunOptions& options,
              const text::Lexicon& lexicon)
        : directory_(directory), options_(options), lexicon_(lexicon) {}

    /// What is in force; empty when nothing is, or nobody can read it.
    std::string name_in_force() const;

    /// Throws Error(check_failed) when an index has lost more articles than RunOptions::max_drop
    /// allows, beside the publication in force.
    void check_drop(const index::Manifest& manifest, const UpdateCount& count) const;

    /// Reads back what `base` (which may be null) does not have, opens the index, asks
    /// RunOptions::check, and publishes `manifest` under a build and a time of its own. Gives it
    /// back, open. Throws Error, and nothing is in force then that was not before.
    std::unique_ptr<BaseIndex> publish(index::Manifest manifest, const BaseIndex* base) const;

    /// Removes what killed runs and old publications left. Not being able to is no reason to fail.
    void sweep() const;

private:
    const index::IndexDirectory& directory_;
    const RunOptions& options_;
    const text::Lexicon& lexicon_;
};

}  // namespace kiosque::indexer
