#include "indexer/index_run.hpp"

#include <ostream>

#include "base/log.hpp"
#include "indexer/indexer.hpp"

namespace kiosque::indexer {

RunTotals run_indexer(const RunOptions& options, std::ostream& people) {
    Indexer indexer(options, people);
    RunTotals totals = indexer.run();
    const bool is_quiet = totals.generation.empty() && totals.problems == 0 && !totals.is_new;
    if (is_quiet) {
        people << "nothing has changed since the last run; the index stays as it is "
                  "(--rebuild makes it anew)\n";
    }
    try {
        const std::string merged = indexer.merge();
        if (!merged.empty() && !totals.generation.empty()) totals.generation = merged;
    } catch (const std::exception& error) {
        // What was published stays published; the next run tries again.
        log_warning(std::string("segments were not joined: ") + error.what());
    }
    return totals;
}

}  // namespace kiosque::indexer
