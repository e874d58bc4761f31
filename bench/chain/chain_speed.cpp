// How fast the French chain is: FrenchAnalyzer::analyze over real articles, one call an article.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "text/french_analyzer.hpp"

namespace {

using namespace kiosque::text;

constexpr std::string_view kUsage =
    "usage: chain_speed [--max-mb N] [--runs N] FILE...\n"
    "\n"
    "Cuts texts into words at their three levels and prints how fast that went, in time of one\n"
    "core, so that other programs on the machine disturb it little.\n"
    "FILE.jsonl: one article a line, its \"text\" is read. Any other FILE: one article, plain.\n"
    "  --max-mb N  stop reading after N million bytes of text (default 30)\n"
    "  --runs N    warm runs, the best and the median are told (default 7)\n"
    "The cold run starts without any word in memory, so that the dictionary is asked for each.\n";

struct Options {
    std::size_t max_bytes = 30'000'000;
    int runs = 7;
    std::vector<std::string> files;
};

/// Throws std::exception when the command line is not understood.
Options parse_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--max-mb" && i + 1 < argc) {
            options.max_bytes = std::stoul(argv[++i]) * 1'000'000;
        } else if (argument == "--runs" && i + 1 < argc) {
            options.runs = std::max(1, std::stoi(argv[++i]));
        } else {
            options.files.emplace_back(argument);
        }
    }
    return options;
}

std::vector<std::string> read_articles(const Options& options) {
    std::vector<std::string> articles;
    std::size_t bytes = 0;
    for (const auto& path : options.files) {
        std::ifstream file(path, std::ios::binary);
        if (!file) std::cerr << "chain_speed: cannot read " << path << "\n";
        if (!path.ends_with(".jsonl")) {
            articles.emplace_back(std::istreambuf_iterator<char>(file),
                                  std::istreambuf_iterator<char>());
            bytes += articles.back().size();
            continue;
        }
        for (std::string line; bytes < options.max_bytes && std::getline(file, line);) {
            articles.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
            bytes += articles.back().size();
        }
    }
    return articles;
}

struct Run {
    std::size_t words = 0;
    double seconds = 0;
};

Run run_once(FrenchAnalyzer& analyzer, const std::vector<std::string>& articles) {
    Run run;
    const std::clock_t start = std::clock();
    for (const auto& article : articles) run.words += analyzer.analyze(article).size();
    run.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return run;
}

std::size_t count_distinct(FrenchAnalyzer& analyzer, const std::vector<std::string>& articles) {
    std::unordered_set<std::string> distinct;
    for (const auto& article : articles) {
        for (const auto& token : analyzer.analyze(article)) distinct.insert(token.terms->exact);
    }
    return distinct.size();
}

void tell(const char* label, const Run& run, std::size_t bytes) {
    std::printf("%-12s %8.1f MB/s %12.0f words/s %8.3f s\n", label,
                static_cast<double>(bytes) / 1e6 / run.seconds,
                static_cast<double>(run.words) / run.seconds, run.seconds);
}

void measure(const Options& options) {
    const std::vector<std::string> articles = read_articles(options);
    std::size_t bytes = 0;
    for (const auto& article : articles) bytes += article.size();
    const Lexicon lexicon;
    FrenchAnalyzer analyzer(lexicon);
    const Run cold = run_once(analyzer, articles);
    std::printf("%zu articles, %.1f MB, %zu words, %zu distinct\n", articles.size(),
                static_cast<double>(bytes) / 1e6, cold.words, count_distinct(analyzer, articles));
    tell("cold", cold, bytes);
    std::vector<Run> warm;
    for (int i = 0; i < options.runs; ++i) warm.push_back(run_once(analyzer, articles));
    std::sort(warm.begin(), warm.end(),
              [](const Run& a, const Run& b) { return a.seconds < b.seconds; });
    tell("warm, best", warm.front(), bytes);
    tell("warm, median", warm[warm.size() / 2], bytes);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const Options options = parse_options(argc, argv);
        if (options.files.empty() || options.files.front().starts_with("-")) {
            std::cerr << kUsage;
            return 2;
        }
        measure(options);
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "chain_speed: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
