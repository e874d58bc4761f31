// Puts the indexer together with what checks its work, and tells people what was done.

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>

#include <unistd.h>

#include "base/error.hpp"
#include "base/log.hpp"
#include "canary/canaries.hpp"
#include "indexer/analysis_table.hpp"
#include "indexer/command_line.hpp"
#include "indexer/index_run.hpp"
#include "indexer/indexer.hpp"
#include "indexer/publications.hpp"
#include "indexer/watch_run.hpp"

namespace {

using namespace kiosque;

/// What the program's exit code says; README.md lists them.
enum ExitCode { kDone = 0, kFailed = 1, kMisused = 2, kSomeFilesBad = 3 };

std::atomic<bool> interrupted = false;
std::function<void()> wake;             ///< ends a wait of the watch
std::atomic<bool> is_wakeable = false;  ///< `wake` is set, and stays so

/// The first signal ends the work in good order, the second one at once.
extern "C" void on_signal(int signal) {
    interrupted = true;
    if (is_wakeable) wake();
    std::signal(signal, SIG_DFL);
}

/// "3 added, 1 changed" and where to find it.
void tell_publication(const indexer::RunTotals& totals, const std::filesystem::path& index,
                      double seconds) {
    if (totals.is_new) {
        std::printf("%zu articles indexed in %.1f s; generation %s is in force in %s\n",
                    totals.articles, seconds, totals.generation.c_str(), index.c_str());
    } else {
        std::string what;
        const auto add = [&](std::size_t count, const char* done) {
            if (count > 0) what += (what.empty() ? "" : ", ") + std::to_string(count) + " " + done;
        };
        add(totals.added, "added");
        add(totals.changed, "changed");
        add(totals.removed, "removed");
        std::printf("%s in %.1f s; generation %s with %zu articles is in force in %s\n",
                    what.c_str(), seconds, totals.generation.c_str(), totals.articles,
                    index.c_str());
    }
    std::fflush(stdout);
}

int tell(const indexer::RunTotals& totals, const indexer::RunOptions& options, double seconds) {
    const bool is_published = !totals.generation.empty();
    if (is_published) {
        tell_publication(totals, options.index, seconds);
    } else if (totals.articles == 0 && (totals.problems > 0 || totals.sources.files == 0)) {
        std::cerr << "kiosque-index: no article was found (.txt, .md, .html, .json, .jsonl); the "
                     "index stays as it was\n";
    }
    if (totals.problems > 0) {
        std::cerr << "kiosque-index: " << totals.problems
                  << (totals.problems == 1 ? " file or line was" : " files or lines were")
                  << " left out; see above"
                  << (options.report ? " and " + options.report->string() : "") << "\n";
        return kSomeFilesBad;
    }
    return totals.articles == 0 && !is_published ? kFailed : kDone;
}

void analyze(const std::string& sample) {
    const text::Lexicon lexicon;
    text::FrenchAnalyzer analyzer(lexicon);
    indexer::write_analysis_table(sample, analyzer, std::cout);
}

int watch(const indexer::RunOptions& options) {
    indexer::watch_sources(options, std::cerr, [&](const indexer::WatchEvent& event) {
        if (event.is_start && !event.wake) {
            is_wakeable = false;
        } else if (event.is_start) {
            wake = event.wake;
            is_wakeable = true;
            std::printf("watching; changes are taken up as they happen, Ctrl-C ends it\n");
            std::fflush(stdout);
        } else {
            tell_publication(event.totals, options.index, event.seconds);
        }
    });
    return kDone;
}

int run(const indexer::CommandLine& line) {
    const indexer::RunOptions& options = line.run;
    switch (line.command) {
        case indexer::Command::analyze:
            analyze(line.sample);
            return kDone;
        case indexer::Command::list:
            indexer::list_publications(options.index, std::cout);
            return kDone;
        case indexer::Command::verify:
            return indexer::verify_index(options.index, std::cout) ? kDone : kFailed;
        case indexer::Command::roll_back: {
            const std::string name = indexer::roll_back(options.index, line.roll_back_to);
            std::printf("generation %s is in force in %s again\n", name.c_str(),
                        options.index.c_str());
            return kDone;
        }
        case indexer::Command::merge: {
            indexer::RunOptions merging = options;
            if (const auto now = index::IndexDirectory(options.index).current();
                now && merging.sources.empty()) {
                merging.sources.assign(now->sources.begin(), now->sources.end());
            }
            const std::string name = indexer::Indexer(merging, std::cerr).merge_all();
            std::printf("generation %s is in force in %s\n", name.c_str(), options.index.c_str());
            return kDone;
        }
        case indexer::Command::watch:
            return watch(options);
        case indexer::Command::index:
            break;
    }
    const auto start = std::chrono::steady_clock::now();
    const indexer::RunTotals totals = indexer::run_indexer(options, std::cerr);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return tell(totals, options, took.count());
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = kDone;
    auto line = indexer::parse_command_line(argc, argv, exit_code);
    if (!line) return exit_code;
    indexer::RunOptions& options = line->run;
    options.is_terminal = ::isatty(STDERR_FILENO) != 0;
    options.writer.interrupted = &interrupted;
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    start_log("kiosque-index");
    try {
        if (line->canaries) {
            options.check = [canaries = canary::read_canaries(*line->canaries),
                             file = *line->canaries](const index::OpenIndex& index,
                                                     const text::Lexicon& lexicon) {
                canary::ask_canaries(canaries, file, index, lexicon);
            };
        }
        return run(*line);
    } catch (const Error& error) {
        std::cerr << "kiosque-index: " << error.what() << "\n";
        if (error.code() == ErrorCode::invalid_parameter) return kMisused;
    } catch (const std::exception& error) {
        std::cerr << "kiosque-index: " << error.what() << "\n";
    }
    return kFailed;
}
