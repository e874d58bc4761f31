// What facets cost: the same searches for the ten best alone, and with three facets beside them,
// one after the other in one run, so that other work on the machine meets both alike.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "bench/percentile.hpp"
#include "index/index_directory.hpp"
#include "index/open_index.hpp"
#include "index/schema.hpp"
#include "search/engine.hpp"
#include "text/lexicon.hpp"

namespace kiosque::bench {
namespace {

struct Options {
    std::string index;
    std::vector<std::string> facets = {"tags", "theme", "annee"};
    std::size_t queries = 500;
    unsigned rounds = 7;
    unsigned seed = 1;
    bool with_snippets = false;
};

/// Words of the index from the rarest to the most frequent, those of few letters and numbers left
/// out.
std::vector<std::string> words_by_frequency(const Options& options) {
    const index::IndexDirectory directory(options.index);
    const auto manifest = directory.current();
    if (!manifest) throw std::runtime_error("there is no index in " + options.index);
    const text::Lexicon lexicon;
    const index::OpenIndex index(directory, *manifest, manifest->analyzer);
    const auto databases = index.databases();
    const std::string prefix = index::word_term(index::kWholeText, index::Level::exact, "");
    std::vector<std::pair<Xapian::doccount, std::string>> words;
    Xapian::Database& largest = (*databases)[0];
    for (auto term = largest.allterms_begin(prefix); term != largest.allterms_end(prefix); ++term) {
        const std::string word = (*term).substr(prefix.size());
        const bool is_word = word.size() > 3 && word.front() >= 'a' && word.front() <= 'z';
        if (is_word && term.get_termfreq() >= 3) words.emplace_back(term.get_termfreq(), word);
    }
    std::sort(words.begin(), words.end());
    std::vector<std::string> sorted;
    for (auto& [frequency, word] : words) sorted.push_back(std::move(word));
    return sorted;
}

/// One to three words, each of any frequency on a logarithmic scale: the n-th most frequent word
/// is drawn with 1/n.
std::vector<std::string> draw_queries(const std::vector<std::string>& words,
                                      const Options& options) {
    std::mt19937 random(options.seed);
    std::uniform_real_distribution<double> place(0, std::log(static_cast<double>(words.size())));
    const auto draw = [&] {
        const auto from_the_top = static_cast<std::size_t>(std::exp(place(random))) - 1;
        return words[words.size() - 1 - std::min(from_the_top, words.size() - 1)];
    };
    std::vector<std::string> queries;
    for (std::size_t i = 0; i < options.queries; ++i) {
        std::string query = draw();
        if (i % 3 == 1) query += " " + draw();
        if (i % 3 == 2) query += " OU " + draw() + " OU " + draw();
        queries.push_back(query);
    }
    return queries;
}

void print_row(const char* name, const std::vector<double>& alone,
               const std::vector<double>& with_facets) {
    std::printf("%-22s", name);
    for (const double share : {0.5, 0.9, 0.99, 1.0}) {
        const double before = percentile(alone, share);
        const double after = percentile(with_facets, share);
        std::printf("  %8.3f %8.3f %5.2f", before, after, after / before);
    }
    std::printf("\n");
}

int run(const Options& options) {
    const auto words = words_by_frequency(options);
    const auto queries = draw_queries(words, options);
    const auto start = Clock::now();
    search::Engine engine(options.index);
    const Milliseconds loaded = Clock::now() - start;
    engine.refresh();
    const Milliseconds opened = Clock::now() - start - loaded;
    const auto searcher = engine.current();
    std::printf("%zu articles, %zu queries of %zu words; dictionary %.0f ms, index %.0f ms\n",
                searcher->stats().articles, queries.size(), words.size(), loaded.count(),
                opened.count());

    std::vector<double> alone(queries.size(), 1e9);
    std::vector<double> with_facets(queries.size(), 1e9);
    std::vector<double> ratios(queries.size());
    std::vector<double> totals(queries.size());
    for (unsigned round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < queries.size(); ++i) {
            search::SearchRequest request;
            request.selection.query = queries[i];
            request.with_html = options.with_snippets;
            const auto time = [&](std::vector<double>& best) {
                const auto begin = Clock::now();
                totals[i] = static_cast<double>(searcher->search(request).total);
                best[i] = std::min(best[i], Milliseconds(Clock::now() - begin).count());
            };
            time(alone);
            for (const auto& name : options.facets) {
                request.facets.emplace_back();
                request.facets.back().name = name;
                if (name == "date") request.facets.back().date_step = search::DateStep::month;
            }
            time(with_facets);
        }
    }
    for (std::size_t i = 0; i < queries.size(); ++i) ratios[i] = with_facets[i] / alone[i];
    std::printf("articles found: median %.0f, 90 %% %.0f, most %.0f\n", percentile(totals, 0.5),
                percentile(totals, 0.9), percentile(totals, 1));
    std::printf("%-22s  %24s  %24s  %24s  %24s\n", "ms: alone, with, ratio", "50 %", "90 %", "99 %",
                "100 %");
    print_row(options.with_snippets ? "ten best, snippets" : "ten best", alone, with_facets);
    std::printf("ratio query by query: 50 %% %.2f, 90 %% %.2f, 99 %% %.2f, 100 %% %.2f\n",
                percentile(ratios, 0.5), percentile(ratios, 0.9), percentile(ratios, 0.99),
                percentile(ratios, 1));
    return 0;
}

}  // namespace
}  // namespace kiosque::bench

int main(int argc, char** argv) {
    CLI::App app(
        "Times searches for the ten best alone and with facets, the best of several rounds each.",
        "facet_cost");
    kiosque::bench::Options options;
    app.add_option("--index", options.index, "an index of kiosque-index")->required();
    app.add_option("--facets", options.facets, "names of facets")->delimiter(',');
    app.add_option("--queries", options.queries, "how many queries are drawn");
    app.add_option("--rounds", options.rounds, "each is asked so often, the fastest counts");
    app.add_option("--seed", options.seed, "of the queries");
    app.add_flag("--snippets", options.with_snippets, "with title and snippet of each article");
    CLI11_PARSE(app, argc, argv);
    try {
        return kiosque::bench::run(options);
    } catch (const std::exception& error) {
        std::cerr << "facet_cost: " << error.what() << "\n";
        return 1;
    }
}
