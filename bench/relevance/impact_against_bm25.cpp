// What stored impacts cost or gain against BM25 computed while searching: the same documents, the
// same terms at three levels, the same queries, once scored by idf x impact and once by Xapian's
// BM25Weight of the same k1 and b. See README.md for how to read what it prints.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <stdlib.h>

#include <xapian.h>
#include <CLI/CLI.hpp>

#include "bench/relevance/tables.hpp"
#include "index/manifest.hpp"
#include "index/schema.hpp"
#include "indexer/impact.hpp"
#include "text/french_analyzer.hpp"
#include "text/lexicon.hpp"

namespace kiosque::bench {
namespace {

namespace fs = std::filesystem;
using index::Level;

constexpr Xapian::doccount kResults = 10;

struct Options {
    std::string documents;
    std::string queries;
    std::string judgements;
    unsigned title_weight = 8;
    double k1 = 1.2;
    double b = 0.75;
    unsigned rounds = 5;
};

/// Which fields are compared. Xapian knows one length of a document, the impacts one for each
/// field: only without titles do both compute the same formula.
enum class Fields { body, title_and_body };

struct AnalyzedDocument {
    std::string id;
    indexer::FieldLengths lengths;
    std::map<std::string, indexer::FieldFrequencies> terms;  ///< of all levels, with their prefix
};

/// The terms of a word of a query, with their prefix.
struct WordOfQuery {
    std::string exact;
    std::vector<std::string> lemmas;
    std::string family;

    auto operator<=>(const WordOfQuery&) const = default;
};

struct AnalyzedQuery {
    std::string id;
    std::vector<WordOfQuery> words;  ///< each once, without stop words
};

std::vector<std::string> lemma_terms(const text::WordTerms& terms) {
    std::vector<std::string> lemmas;
    for (const auto& each : terms.lemmas)
        lemmas.push_back(index::word_term(index::kWholeText, Level::lemma, each));
    return lemmas;
}

AnalyzedDocument analyze(const DocumentRow& row, Fields fields, text::FrenchAnalyzer& analyzer) {
    AnalyzedDocument document;
    document.id = row.id;
    const auto add = [&](const std::string& text, unsigned indexer::FieldFrequencies::*field) {
        const auto tokens = analyzer.analyze(text);
        for (const auto& token : tokens) {
            ++(document
                   .terms[index::word_term(index::kWholeText, Level::exact, token.terms->exact)].*
               field);
            ++(document
                   .terms[index::word_term(index::kWholeText, Level::family, token.terms->family)].*
               field);
            for (const auto& lemma : lemma_terms(*token.terms)) ++(document.terms[lemma].*field);
        }
        return static_cast<unsigned>(tokens.size());
    };
    if (fields == Fields::title_and_body) {
        document.lengths.title = add(row.title, &indexer::FieldFrequencies::title);
    }
    document.lengths.body = add(row.text, &indexer::FieldFrequencies::body);
    return document;
}

AnalyzedQuery analyze(const QueryRow& row, text::FrenchAnalyzer& analyzer) {
    std::set<WordOfQuery> words;
    for (const auto& token : analyzer.analyze(row.text)) {
        if (token.terms->is_stop_word) continue;
        words.insert({index::word_term(index::kWholeText, Level::exact, token.terms->exact),
                      lemma_terms(*token.terms),
                      index::word_term(index::kWholeText, Level::family, token.terms->family)});
    }
    return {row.id, {words.begin(), words.end()}};
}

index::AverageLengths averages_of(const std::vector<AnalyzedDocument>& documents) {
    double title = 0;
    double body = 0;
    for (const auto& document : documents) {
        title += document.lengths.title;
        body += document.lengths.body;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(documents.size(), 1));
    return {.title = title / count, .lead = 0, .body = body / count};
}

/// The within-document frequency that a term is stored with.
using Frequency =
    std::function<unsigned(const AnalyzedDocument&, const indexer::FieldFrequencies&)>;

/// Writes the documents as a segment is written: compacted, without term lists.
Xapian::Database write_database(const std::vector<AnalyzedDocument>& documents,
                                const Frequency& frequency, const fs::path& path) {
    const std::string growing = path.string() + ".growing";
    Xapian::WritableDatabase database(
        growing, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    for (const auto& each : documents) {
        Xapian::Document document;
        document.set_data(each.id);
        for (const auto& [term, frequencies] : each.terms) {
            document.add_term(term, frequency(each, frequencies));
        }
        database.add_document(document);
    }
    database.commit();
    Xapian::Database(growing).compact(path.string(), Xapian::DBCOMPACT_SINGLE_FILE);
    return Xapian::Database(path.string());
}

/// A way to score, with its own database.
class Scorer {
public:
    /// What a term of a query adds to the score.
    using Leaf = std::function<Xapian::Query(const std::string& term)>;

    Scorer(const Xapian::Database& database, const Xapian::Weight& weight, Leaf leaf)
        : enquire_(database), leaf_(std::move(leaf)) {
        enquire_.set_weighting_scheme(weight);
    }

    /// The best documents; asking again costs the same.
    Xapian::MSet best(const AnalyzedQuery& query) {
        // The lemmas of an ambiguous word are added up: the best of them alone would be nearer to
        // the product, but Xapian 1.4.22 crashes on an OP_MAX right below an OP_OR that prunes.
        std::vector<Xapian::Query> levels;
        for (const auto& word : query.words) {
            levels.push_back(leaf_(word.exact));
            for (const auto& lemma : word.lemmas) levels.push_back(leaf_(lemma));
            levels.push_back(leaf_(word.family));
        }
        enquire_.set_query({Xapian::Query::OP_OR, levels.begin(), levels.end()});
        return enquire_.get_mset(0, kResults);
    }

private:
    Xapian::Enquire enquire_;
    Leaf leaf_;
};

Scorer impact_scorer(const std::vector<AnalyzedDocument>& documents, const Options& options,
                     const fs::path& folder) {
    index::RankingParameters ranking;
    ranking.title_weight = options.title_weight;
    ranking.body_weight = 1;
    ranking.title_b = ranking.body_b = options.b;
    ranking.k1 = options.k1;
    const auto averages = averages_of(documents);
    const auto frequency = [=](const AnalyzedDocument& document,
                               const indexer::FieldFrequencies& frequencies) {
        return indexer::impact(frequencies, document.lengths, averages, ranking);
    };
    const auto database = write_database(documents, frequency, folder / "impacts");
    const auto scored_term = [=](const std::string& term) {
        const double articles = database.get_doccount();
        const double with_term = database.get_termfreq(term);
        const double idf = std::log(1 + (articles - with_term + 0.5) / (with_term + 0.5));
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term),
                             with_term == 0 ? 0 : idf / index::kMaxImpact);
    };
    return {database, Xapian::TfIdfWeight("nnn"), scored_term};
}

/// A document is about three times as long here as it has words, since each is filed at three
/// levels; but so is the average, and only their ratio counts.
Scorer bm25_scorer(const std::vector<AnalyzedDocument>& documents, const Options& options,
                   const fs::path& folder) {
    const auto frequency = [=](const AnalyzedDocument&,
                               const indexer::FieldFrequencies& frequencies) {
        return options.title_weight * frequencies.title + frequencies.body;
    };
    const auto database = write_database(documents, frequency, folder / "frequencies");
    constexpr double kNoLowestLength = 0;  // Xapian's own 0.5 would favour short documents less
    return {database, Xapian::BM25Weight(options.k1, 0, 1, options.b, kNoLowestLength),
            [](const std::string& term) { return Xapian::Query(term); }};
}

/// What a scorer reached.
struct Measured {
    double ndcg = 0;
    std::vector<double> microseconds;  ///< of each query, its fastest round
};

double ndcg_of(const Xapian::MSet& matches, const std::map<std::string, int>& grades) {
    std::vector<std::string> found;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
        found.push_back(match.get_document().get_data());
    }
    return ndcg(found, grades);
}

double microseconds_of(Scorer& scorer, const AnalyzedQuery& query) {
    const auto begin = std::chrono::steady_clock::now();
    scorer.best(query);
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
        .count();
}

/// Runs both scorers query by query, each first in turn, so that what else the machine does meets
/// both alike.
std::pair<Measured, Measured> measure(Scorer& one, Scorer& other,
                                      const std::vector<AnalyzedQuery>& queries,
                                      const Judgements& judgements, unsigned rounds) {
    Measured first;
    Measured second;
    for (const auto& query : queries) {
        const auto& grades = judgements.at(query.id);
        first.ndcg += ndcg_of(one.best(query), grades) / static_cast<double>(queries.size());
        second.ndcg += ndcg_of(other.best(query), grades) / static_cast<double>(queries.size());
        double fastest = INFINITY;
        double other_fastest = INFINITY;
        for (unsigned round = 0; round < rounds; ++round) {
            if (round % 2 == 0) fastest = std::min(fastest, microseconds_of(one, query));
            other_fastest = std::min(other_fastest, microseconds_of(other, query));
            if (round % 2 == 1) fastest = std::min(fastest, microseconds_of(one, query));
        }
        first.microseconds.push_back(fastest);
        second.microseconds.push_back(other_fastest);
    }
    return {first, second};
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share)];
}

void print(const char* fields, const char* scorer, const Measured& measured) {
    std::printf("| %-14s | %-7s | %7zu | %.4f  | %9.0f | %6.0f |\n", fields, scorer,
                measured.microseconds.size(), measured.ndcg, percentile(measured.microseconds, 0.5),
                percentile(measured.microseconds, 0.99));
}

void compare(Fields fields, const Options& options, text::FrenchAnalyzer& analyzer,
             const std::vector<AnalyzedQuery>& queries, const fs::path& folder) {
    std::vector<AnalyzedDocument> documents;
    for (const auto& row : read_documents(options.documents)) {
        documents.push_back(analyze(row, fields, analyzer));
    }
    fs::create_directories(folder);
    Scorer impacts = impact_scorer(documents, options, folder);
    Scorer bm25 = bm25_scorer(documents, options, folder);
    documents.clear();
    const auto [by_impact, by_bm25] =
        measure(impacts, bm25, queries, read_judgements(options.judgements), options.rounds);
    const char* name = fields == Fields::body ? "body" : "title and body";
    print(name, "impacts", by_impact);
    print(name, "BM25", by_bm25);
}

/// A folder that is gone when the program ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "kiosque-impacts-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make a folder below " +
                                     fs::temp_directory_path().string());
        }
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

void run(const Options& options) {
    const text::Lexicon lexicon;
    text::FrenchAnalyzer analyzer(lexicon);
    const Judgements judgements = read_judgements(options.judgements);
    std::vector<AnalyzedQuery> queries;
    for (const auto& row : read_queries(options.queries)) {
        if (judgements.contains(row.id)) queries.push_back(analyze(row, analyzer));
    }
    const TemporaryFolder folder;
    std::puts("| fields         | scored  | queries | nDCG@10 | median us | p99 us |");
    std::puts("| -------------- | ------- | ------- | ------- | --------- | ------ |");
    compare(Fields::body, options, analyzer, queries, folder.path() / "body");
    compare(Fields::title_and_body, options, analyzer, queries, folder.path() / "title-and-body");
}

}  // namespace
}  // namespace kiosque::bench

int main(int argc, char** argv) {
    kiosque::bench::Options options;
    CLI::App app("Compares stored impacts with BM25: the same terms, documents and queries.");
    app.add_option("documents", options.documents, "table: id, title, text")->required();
    app.add_option("queries", options.queries, "table: query id, query")->required();
    app.add_option("judgements", options.judgements, "table: query id, document id, grade")
        ->required();
    app.add_option("--title-weight", options.title_weight, "how often a word of the title counts")
        ->capture_default_str();
    app.add_option("--k1", options.k1, "BM25's k1")->capture_default_str();
    app.add_option("--b", options.b, "BM25's b, of every field")->capture_default_str();
    app.add_option("--rounds", options.rounds, "timings of a query; its fastest counts")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    CLI11_PARSE(app, argc, argv);
    try {
        kiosque::bench::run(options);
        return EXIT_SUCCESS;
    } catch (const Xapian::Error& error) {
        std::cerr << "impact_against_bm25: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "impact_against_bm25: " << error.what() << '\n';
    }
    return EXIT_FAILURE;
}
