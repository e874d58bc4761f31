// What a whole request costs beside what Xapian alone takes for its ten best: both for the same
// queries in one process, one after the other, so that other work on the machine meets both alike.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "api/service.hpp"
#include "bench/percentile.hpp"
#include "bench/serving/bare_query.hpp"
#include "index/index_directory.hpp"
#include "index/open_index.hpp"
#include "search/day_range.hpp"
#include "search/engine.hpp"
#include "search/query_fields.hpp"
#include "text/lexicon.hpp"

namespace kiosque::bench {
namespace {

struct Options {
    std::string index;
    std::string queries;
    std::string facets = "tags,theme,annee";
    unsigned rounds = 5;
    bool lists = false;
};

std::vector<std::string> read_lines(const std::string& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read the queries in " + file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

/// One thread's own view of the index, to ask Xapian alone.
class BareXapian {
public:
    explicit BareXapian(const std::string& folder)
        : directory_(folder),
          manifest_(directory_.current()),
          index_(directory_, manifest_.value(), manifest_->analyzer),
          databases_(index_.databases()),
          analyzer_(lexicon_, text::FrenchAnalyzer::kWordsOfQueries),
          vocabulary_(*databases_),
          synonyms_(search::Synonyms::built_in(analyzer_)),
          fields_(manifest_->facets) {
        for (auto& database : *databases_) whole_.add_database(database);
    }

    Xapian::Query query(const std::string& text) {
        return bare_query(
            search::understand_query(text, search::MatchLevel::famille,
                                     {analyzer_, vocabulary_, synonyms_, today_, fields_}));
    }

    std::size_t best(const Xapian::Query& query) {
        Xapian::Enquire enquire(whole_);
        enquire.set_weighting_scheme(Xapian::TfIdfWeight("ntn"));
        enquire.set_query(query);
        return enquire.get_mset(0, 10).size();
    }

private:
    index::IndexDirectory directory_;
    std::optional<index::Manifest> manifest_;
    index::OpenIndex index_;
    Pool<index::Databases>::Loan databases_;
    text::Lexicon lexicon_;
    text::FrenchAnalyzer analyzer_;
    search::Vocabulary vocabulary_;
    search::Synonyms synonyms_;
    search::QueryFields fields_;
    Day today_ = search::today_in_paris();
    Xapian::Database whole_;
};

void print_row(const char* name, const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    std::printf("%-34s", name);
    for (const double share : {0.5, 0.9, 0.99, 1.0}) {
        std::printf("  %8.3f", percentile(values, share));
    }
    std::printf("  %8.3f\n", sum / static_cast<double>(values.size()));
}

int run(const Options& options) {
    const auto queries = read_lines(options.queries);
    search::Engine engine(options.index);
    engine.refresh();
    const api::Service service(engine, {});
    BareXapian xapian(options.index);
    const auto request = [&](const std::string& text, bool whole) {
        api::Request made;
        made.method = "GET";
        made.path = "/v1/search";
        made.parameters = {{"q", text}};
        if (whole) {
            made.parameters.emplace_back("facets", options.facets);
        } else {
            made.parameters.emplace_back("limit", "0");
        }
        return made;
    };
    std::vector<double> bare(queries.size(), 1e9);
    std::vector<double> whole(queries.size(), 1e9);
    std::vector<double> counted(queries.size(), 1e9);
    std::vector<double> totals(queries.size());
    std::size_t relaxed = 0;
    const auto time = [](double& best, const auto& work) {
        const auto begin = Clock::now();
        work();
        best = std::min(best, Milliseconds(Clock::now() - begin).count());
    };
    for (unsigned round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < queries.size(); ++i) {
            if (round == 0) {
                const auto answer = service.answer(request(queries[i], true));
                totals[i] = answer.at("total").get<double>();
                relaxed += answer.at("query").at("relaxed").get<bool>() ? 1 : 0;
            }
            time(whole[i], [&] {
                if (service.handle(request(queries[i], true)).status != 200)
                    throw std::runtime_error("a request failed: " + queries[i]);
            });
            time(counted[i], [&] { service.handle(request(queries[i], false)); });
            const auto query = xapian.query(queries[i]);
            time(bare[i], [&] { xapian.best(query); });
        }
    }
    std::vector<double> ratios;
    for (std::size_t i = 0; i < queries.size(); ++i) ratios.push_back(whole[i] / bare[i]);
    std::printf("%zu articles, %zu queries, %zu of them relaxed; found: median %.0f, 90 %% %.0f\n",
                engine.current()->stats().articles, queries.size(), relaxed,
                percentile(totals, 0.5), percentile(totals, 0.9));
    std::printf("%-34s  %8s  %8s  %8s  %8s  %8s\n", "ms, best of the rounds", "50 %", "90 %",
                "99 %", "100 %", "mean");
    print_row("Xapian's ten best", bare);
    print_row("total alone", counted);
    print_row("request: facets, ten snippets", whole);
    print_row("ratio query by query", ratios);
    if (options.lists) {
        for (std::size_t i = 0; i < queries.size(); ++i) {
            std::printf("%.3f\t%.3f\t%.3f\t%.0f\t%s\n", bare[i], counted[i], whole[i], totals[i],
                        queries[i].c_str());
        }
    }
    return 0;
}

}  // namespace
}  // namespace kiosque::bench

int main(int argc, char** argv) {
    CLI::App app("Times whole requests beside Xapian's ten best of the same queries.",
                 "request_cost");
    kiosque::bench::Options options;
    app.add_option("--index", options.index, "index to ask")->required();
    app.add_option("--queries", options.queries, "queries, one a line")->required();
    app.add_option("--facets", options.facets, "as /v1/search takes them")->capture_default_str();
    app.add_option("--rounds", options.rounds, "times each, the best counts")
        ->capture_default_str();
    app.add_flag("--list", options.lists, "also each query: bare, total, request, found");
    CLI11_PARSE(app, argc, argv);
    try {
        return kiosque::bench::run(options);
    } catch (const std::exception& error) {
        std::cerr << "request_cost: " << error.what() << "\n";
        return 1;
    }
}
