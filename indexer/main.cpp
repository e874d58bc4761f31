#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>

#include <unistd.h>
#include <CLI/CLI.hpp>

#include "base/error.hpp"
#include "base/log.hpp"
#include "indexer/analysis_table.hpp"
#include "indexer/index_run.hpp"

namespace {

using namespace kiosque;

/// What the program's exit code says; README.md lists them.
enum ExitCode { kDone = 0, kFailed = 1, kMisused = 2, kSomeFilesBad = 3 };

int tell(const indexer::RunTotals& totals, const indexer::RunOptions& options, double seconds) {
    if (!totals.generation.empty()) {
        std::printf("%zu articles indexed in %.1f s; generation %s is in force in %s\n",
                    totals.articles, seconds, totals.generation.c_str(),
                    options.index.string().c_str());
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
    return totals.sources.files == 0 ? kFailed : kDone;
}

void analyze(const std::string& sample) {
    const text::Lexicon lexicon;
    text::FrenchAnalyzer analyzer(lexicon);
    indexer::write_analysis_table(sample, analyzer, std::cout);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Builds a French full-text index from a folder of articles.", "kiosque-index");
    indexer::RunOptions options;
    std::string config;
    std::string report;
    std::string sample;
    auto* paths = app.add_option("PATH", options.sources,
                                 "folders and files: .txt, .md, .html, .json, .jsonl");
    auto* analyze_option =
        app.add_option("--analyze", sample, "print what the index would make of this text, no more")
            ->type_name("TEXT");
    app.add_option("--index", options.index, "folder of the index, made if need be")
        ->capture_default_str();
    auto* config_option =
        app.add_option("--config", config, "TOML file that names facets (docs/facets.md)")
            ->check(CLI::ExistingFile);
    auto* report_option =
        app.add_option("--report", report, "JSON Lines file that tells what became of each file");
    app.add_option("--threads", options.threads, "how many articles are worked on at a time")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_flag("--rebuild", options.rebuild, "make the index anew even when no file has changed");
    app.set_version_flag("--version", KIOSQUE_VERSION);
    try {
        app.parse(argc, argv);
        if (paths->empty() && analyze_option->empty()) throw CLI::RequiredError("PATH");
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kMisused;
    }
    if (*config_option) options.config = config;
    if (*report_option) options.report = report;
    options.is_terminal = ::isatty(STDERR_FILENO) != 0;
    start_log("kiosque-index");
    try {
        if (*analyze_option) {
            analyze(sample);
            return kDone;
        }
        const auto start = std::chrono::steady_clock::now();
        const indexer::RunTotals totals = indexer::run_indexer(options, std::cerr);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        return tell(totals, options, took.count());
    } catch (const Error& error) {
        std::cerr << "kiosque-index: " << error.what() << "\n";
        if (error.code() == ErrorCode::invalid_parameter) return kMisused;
    } catch (const std::exception& error) {
        std::cerr << "kiosque-index: " << error.what() << "\n";
    }
    return kFailed;
}
