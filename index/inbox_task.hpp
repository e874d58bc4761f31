#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque::index {

/// How the indexer is done with a task.
struct InboxOutcome {
    struct Failure {
        std::string id;
        std::string detail;  ///< why its article is not in the index
    };
    bool is_indexed = false;  ///< the index has taken all of it but what failed
    std::string generation;   ///< "0007.12", the first that has it; empty when nothing has
    std::vector<Failure> failures;
};

/// What one request brought into the inbox, and what became of it.
struct InboxTask {
    struct Change {
        std::string id;
        bool is_deletion = false;
    };
    std::string name;                     ///< "018f3c2a9b10-5f2c8a1e9b3d4c70": names sort by time
    std::string received;                 ///< "2026-11-22T08:30:00Z"
    std::vector<Change> changes;          ///< one for each id; empty once the task is settled
    std::size_t articles = 0;             ///< how many changes there are, or were
    std::string settled;                  ///< when the indexer was done; empty while the task waits
    std::optional<InboxOutcome> outcome;  ///< nothing while the task waits
};

/// True for names as the inbox makes them; nothing else reaches the file system.
bool is_task_name(std::string_view name);

/// A task that waits, as JSON: task, received, articles [{id, deleted}].
std::string write_waiting_task(const InboxTask& task);

/// A task that is settled: task, received, settled, status ("indexed" or "failed"), generation,
/// articles (how many), errors [{id, detail}].
std::string write_settled_task(const InboxTask& task);

/// Read back. Throw Error(index_damaged) that says what is wrong with the file, which `where`
/// names: also where it tells of another task than `name`.
InboxTask parse_waiting_task(std::string_view json, const std::string& name,
                             const std::string& where);
InboxTask parse_settled_task(std::string_view json, const std::string& name,
                             const std::string& where);

/// A name for a task that comes now.
std::string new_task_name();

}  // namespace kiosque::index
