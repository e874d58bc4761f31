#include "indexer/watch_run.hpp"

#include <chrono>
#include <ostream>

#include "base/error.hpp"
#include "base/log.hpp"
#include "indexer/indexer.hpp"
#include "indexer/watch/folder_watcher.hpp"

namespace kiosque::indexer {
namespace {

using std::chrono::steady_clock;

/// Between looks at everything, for what no event told of.
constexpr auto kFullLook = std::chrono::hours(1);
/// Between looks at a merge that is under way.
constexpr auto kMergeLook = std::chrono::milliseconds(100);
/// After something went wrong.
constexpr auto kRetry = std::chrono::seconds(10);

class Watch {
public:
    Watch(const RunOptions& options, std::ostream& people, const OnWatchEvent& on_event)
        : options_(options),
          on_event_(on_event),
          indexer_(options, people),
          tasks_folder_(indexer_.inbox().waiting_folder()),
          watcher_(roots(), options.index / "generations", {},
                   [](const std::string& word) { log_warning(word); }) {}

    void run() {
        look([&] { return indexer_.run(); });
        on_event_({true, {}, 0, [this] { watcher_.stop(); }});
        while (!is_interrupted()) {
            const FolderChanges changes = watcher_.wait(deadline());
            if (is_interrupted()) break;
            const bool is_due = steady_clock::now() >= full_look_;
            if (changes.everything || is_due) {
                look([&] { return indexer_.run(); });
            } else if (!changes.empty()) {
                look([&] { return indexer_.update(changes.paths); });
            }
            merge();
        }
        on_event_({true, {}, 0, {}});  // nothing is left to be woken
    }

private:
    std::vector<std::filesystem::path> roots() const {
        auto all = options_.sources;
        std::filesystem::create_directories(tasks_folder_);
        all.push_back(tasks_folder_);
        return all;
    }

    bool is_interrupted() const {
        return options_.writer.interrupted != nullptr && *options_.writer.interrupted;
    }

    steady_clock::time_point deadline() const {
        return is_merging_ ? std::min(full_look_, steady_clock::now() + kMergeLook) : full_look_;
    }

    /// What goes wrong in a run is told, and everything is looked at again after a while.
    template <typename Look>
    void look(Look take_a_look) {
        const auto start = steady_clock::now();
        full_look_ = start + kFullLook;
        try {
            const RunTotals totals = take_a_look();
            last_failure_.clear();
            const std::chrono::duration<double> took = steady_clock::now() - start;
            if (!totals.generation.empty()) on_event_({false, totals, took.count(), {}});
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) return;
            tell_failure(error);
            // What is refused because of the folders does not keep back what comes over HTTP.
            if (error.code() == ErrorCode::check_failed) take_tasks();
        } catch (const std::exception& error) {
            tell_failure(error);
        }
    }

    void take_tasks() {
        try {
            const RunTotals totals = indexer_.update({});
            if (!totals.generation.empty()) on_event_({false, totals, 0, {}});
        } catch (const std::exception& error) {
            tell_failure(error);
        }
    }

    void tell_failure(const std::exception& error) {
        full_look_ = steady_clock::now() + kRetry;
        if (error.what() != last_failure_) log_error(error.what());
        last_failure_ = error.what();
    }

    void merge() {
        try {
            is_merging_ = indexer_.merge_meanwhile();
        } catch (const std::exception& error) {
            is_merging_ = false;
            if (!is_interrupted()) {
                log_error(std::string("segments could not be joined: ") + error.what());
            }
        }
    }

    const RunOptions& options_;
    const OnWatchEvent& on_event_;
    Indexer indexer_;
    std::filesystem::path tasks_folder_;
    FolderWatcher watcher_;
    steady_clock::time_point full_look_;
    std::string last_failure_;
    bool is_merging_ = false;
};

}  // namespace

void watch_sources(const RunOptions& options, std::ostream& people, const OnWatchEvent& on_event) {
    RunOptions watching = options;
    watching.is_watching = true;
    watching.is_terminal = false;
    Watch(watching, people, on_event).run();
}

}  // namespace kiosque::indexer
