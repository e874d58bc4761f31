#include "indexer/command_line.hpp"

#include <array>
#include <charconv>
#include <utility>

#include <CLI/CLI.hpp>

namespace kiosque::indexer {
namespace {

constexpr int kMisused = 2;

/// "20%" or "20", of a hundred.
std::optional<double> read_percent(std::string text) {
    if (text.ends_with('%')) text.pop_back();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    if (!is_number || !(number >= 0 && number <= 100)) return std::nullopt;
    return number / 100;
}

}  // namespace

std::optional<CommandLine> parse_command_line(int argc, char** argv, int& exit_code) {
    CLI::App app("Builds a French full-text index from folders of articles, and keeps it the same.",
                 "kiosque-index");
    CommandLine line;
    RunOptions& run = line.run;
    std::string config;
    std::string report;
    std::string canaries;
    std::string max_drop = "20%";
    std::string roll_back_to;
    std::array<bool, 4> has{};  // whether a flag is given that chooses a command
    std::size_t keep = run.retention.newest;
    long keep_hours = 0;
    auto* paths =
        app.add_option("PATH", run.sources, "folders and files: .txt, .md, .html, .json, .jsonl");
    app.add_option("--index", run.index, "folder of the index, made if need be")
        ->capture_default_str();
    auto* config_option =
        app.add_option("--config", config, "TOML file that names facets (docs/facets.md)")
            ->check(CLI::ExistingFile);
    auto* report_option = app.add_option(
        "--report", report,
        "JSON Lines file that tells what became of each file; all files are read for it");
    app.add_option("--threads", run.writer.threads, "how many articles are worked on at a time")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_flag("--rebuild", run.rebuild, "make the index anew even when no file has changed");

    auto* watch = app.add_flag("--watch", has[0], "go on, and take up changes as they happen");
    auto* merge = app.add_flag("--merge", has[1], "write the whole index anew from what it holds");

    const std::string checks = "Before publishing";
    app.add_option("--max-drop", max_drop,
                   "refuse an index that has lost more than this share of its articles")
        ->type_name("PERCENT")
        ->capture_default_str()
        ->check([](const std::string& text) {
            return read_percent(text) ? std::string() : "expected 0% to 100%, got '" + text + "'";
        })
        ->group(checks);
    auto* canaries_option =
        app.add_option("--canaries", canaries,
                       "table of queries that the new index must answer (docs/reindexing.md)")
            ->check(CLI::ExistingFile)
            ->group(checks);

    const std::string publications = "Publications";
    auto* list =
        app.add_flag("--list", has[2], "tell which publications are kept")->group(publications);
    auto* verify =
        app.add_flag("--verify", has[3], "read every file of the index and compare checksums")
            ->group(publications);
    auto* roll_back = app.add_option("--rollback", roll_back_to,
                                     "put the publication before in force, or the one named")
                          ->type_name("[NAME]")
                          ->expected(0, 1)
                          ->group(publications);
    app.add_option("--keep", keep, "how many publications stay, the one in force among them")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str()
        ->group(publications);
    app.add_option("--keep-hours", keep_hours,
                   "beside those, one publication for each of the last hours")
        ->check(CLI::Range(0, 24 * 366))
        ->capture_default_str()
        ->group(publications);
    auto* analyze = app.add_option("--analyze", line.sample,
                                   "print what the index would make of this text, no more")
                        ->type_name("TEXT");
    app.set_version_flag("--version", KIOSQUE_VERSION);
    try {
        app.parse(argc, argv);
        const std::array<std::pair<const CLI::Option*, Command>, 6> commands = {
            {{watch, Command::watch},
             {merge, Command::merge},
             {list, Command::list},
             {verify, Command::verify},
             {roll_back, Command::roll_back},
             {analyze, Command::analyze}}};
        std::string chosen;
        for (const auto& [option, command] : commands) {
            if (option->count() == 0) continue;
            if (!chosen.empty()) {
                throw CLI::ValidationError(option->get_name(), "cannot be used with " + chosen);
            }
            chosen = option->get_name();
            line.command = command;
        }
        // What comes over HTTP needs no folder; a merge takes the folders that the index knows.
        std::error_code ignored;
        const bool has_inbox = std::filesystem::exists(run.index / "inbox", ignored);
        const bool needs_sources = line.command == Command::index && !has_inbox;
        if (needs_sources && paths->empty()) throw CLI::RequiredError("PATH");
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : kMisused;
        return std::nullopt;
    }
    if (*config_option) run.config = config;
    if (*report_option) run.report = report;
    if (*canaries_option) line.canaries = canaries;
    if (!roll_back_to.empty()) line.roll_back_to = roll_back_to;
    run.max_drop = read_percent(max_drop).value_or(run.max_drop);
    run.retention = {keep, std::chrono::hours(keep_hours)};
    return line;
}

}  // namespace kiosque::indexer
