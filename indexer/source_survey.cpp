#include "indexer/source_survey.hpp"

#include <algorithm>

#include "indexer/inbox_files.hpp"

namespace kiosque::indexer {

bool SurveyResult::changes_are_of_inbox() const {
    const auto is_of_inbox = [](std::string_view key) { return key.starts_with(kInboxKey); };
    return std::all_of(changes.files.begin(), changes.files.end(),
                       [&](const SourceFile& file) { return is_of_inbox(file.key); }) &&
           std::all_of(changes.gone.begin(), changes.gone.end(), is_of_inbox);
}

SurveyResult survey_all(const RunOptions& options, const index::Inbox& inbox, ChangeFinder& finder,
                        const reading::OnProblem& on_problem) {
    SurveyResult found;
    // Tasks before articles: an article that comes in between is taken with a task that waits.
    found.tasks = inbox.waiting();
    const auto see = [&](const SourceFile& file) { finder.see(file); };
    const bool is_whole = walk_inbox(inbox, see);
    found.count = walk_source_files(options.sources, options.index, see, on_problem);
    if (!is_whole) found.count.unreadable.emplace_back(kInboxKey);
    finder.end_of("", found.count.unreadable);
    found.changes = finder.take();
    return found;
}

SurveyResult survey_changed(const RunOptions& options, const index::Inbox& inbox,
                            const std::vector<std::filesystem::path>& changed, ChangeFinder& finder,
                            const reading::OnProblem& on_problem) {
    SurveyResult found;
    found.tasks = inbox.waiting();
    for (const auto& task : found.tasks) {
        for (const auto& change : task.changes) {
            if (const auto file = inbox_file_of(inbox, change.id)) finder.see(*file);
        }
    }
    for (const auto& path : changed) {
        const SourceCount count = walk_changed_path(
            options.sources, options.index, path, [&](const SourceFile& file) { finder.see(file); },
            on_problem);
        found.count.files += count.files;
        found.count.ignored += count.ignored;
        for (const auto& key : keys_of(options.sources, path)) {
            finder.end_of(key, count.unreadable);
        }
    }
    found.changes = finder.take();
    std::sort(found.changes.files.begin(), found.changes.files.end(),
              [](const auto& a, const auto& b) { return WalkOrder()(a.key, b.key); });
    return found;
}

}  // namespace kiosque::indexer
