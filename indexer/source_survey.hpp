#pragma once

#include <filesystem>
#include <vector>

#include "index/inbox.hpp"
#include "indexer/changes.hpp"
#include "indexer/run_options.hpp"

namespace kiosque::indexer {

/// What a look at the sources and the inbox has found.
struct SurveyResult {
    Changes changes;  ///< in WalkOrder
    SourceCount count;
    std::vector<index::InboxTask> tasks;  ///< that wait; their articles are among the changes

    /// True when no file of the sources has changed.
    bool changes_are_of_inbox() const;
};

/// Looks at everything.
SurveyResult survey_all(const RunOptions& options, const index::Inbox& inbox, ChangeFinder& finder,
                        const reading::OnProblem& on_problem);

/// Looks at some paths below the sources, and at the articles that waiting tasks name.
SurveyResult survey_changed(const RunOptions& options, const index::Inbox& inbox,
                            const std::vector<std::filesystem::path>& changed, ChangeFinder& finder,
                            const reading::OnProblem& on_problem);

}  // namespace kiosque::indexer
