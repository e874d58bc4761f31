// The plain way to index with Xapian, to measure ours by: one database that grows, written by one
// thread as its manual teaches, with the positions of the words in it. The terms, their weights and
// the stored articles are those of Kiosque; facets have no columns here.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <unordered_set>
#include <vector>

#include <xapian.h>
#include <CLI/CLI.hpp>

#include "index/schema.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/document_builder.hpp"
#include "reading/json_reader.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::bench {
namespace {

constexpr std::size_t kLongestLine = std::size_t{64} << 20U;  ///< bytes
constexpr std::size_t kFirstArticles = 1000;  ///< tell the average lengths, as in Kiosque

class PlainIndex {
public:
    explicit PlainIndex(const std::string& folder)
        : facets_(indexer::IndexerConfig(), analyzer_),
          database_(folder, Xapian::DB_CREATE_OR_OVERWRITE) {}

    void add(Article article) {
        text_bytes_ += article.title.size() + article.body.size();
        auto analyzed = indexer::analyze_article(std::move(article), facets_, analyzer_);
        if (is_weighing_) {
            write(analyzed);
        } else {
            first_.push_back(std::move(analyzed));
            if (first_.size() == kFirstArticles) start_weighing();
        }
    }

    /// How many documents there are.
    Xapian::doccount finish() {
        if (!is_weighing_) start_weighing();
        database_.commit();
        return database_.get_doccount();
    }

    std::size_t text_bytes() const { return text_bytes_; }

private:
    void start_weighing() {
        const auto count = static_cast<double>(std::max<std::size_t>(1, first_.size()));
        index::AverageLengths sums{0, 0, 0};
        for (const auto& each : first_) {
            sums.title += each.lengths.title;
            sums.lead += each.lengths.lead;
            sums.body += each.lengths.body;
        }
        averages_ = {std::max(1.0, sums.title / count), std::max(1.0, sums.lead / count),
                     std::max(1.0, sums.body / count)};
        ranking_ = index::RankingParameters::fit(averages_);
        is_weighing_ = true;
        for (const auto& each : first_) write(each);
        first_.clear();
    }

    void write(const indexer::AnalyzedArticle& analyzed) {
        Xapian::Document document = indexer::build_document(analyzed, averages_, ranking_);
        Xapian::termpos position = 0;
        for (std::size_t i = 0; i < analyzed.words.size(); ++i) {
            if (i == analyzed.lengths.title) position += index::kPositionGap;
            document.add_posting(
                index::word_term(index::kWholeText, index::Level::exact, analyzed.words[i]),
                ++position, 0);
        }
        database_.add_document(document);
        for (const auto& [key, word] : analyzed.dictionary) {
            // Xapian would look the key up in its tables each time that it is told of a word.
            if (known_.insert(std::hash<std::string>()(key + '\0' + word)).second) {
                database_.add_synonym(key, word);
            }
        }
    }

    const text::Lexicon lexicon_;
    text::FrenchAnalyzer analyzer_{lexicon_};
    const indexer::ArticleFacets facets_;
    Xapian::WritableDatabase database_;
    std::vector<indexer::AnalyzedArticle> first_;
    bool is_weighing_ = false;
    index::AverageLengths averages_;
    index::RankingParameters ranking_;
    std::unordered_set<std::size_t> known_;  ///< words of the dictionaries
    std::size_t text_bytes_ = 0;
};

int run(const std::string& file, const std::string& folder) {
    const auto start = std::chrono::steady_clock::now();
    std::ifstream lines(file, std::ios::binary);
    PlainIndex index(folder);
    bool is_whole = true;
    const auto on_problem = [&](const reading::Problem& problem) {
        is_whole = false;
        std::cerr << problem.path << ":" << problem.line << ": " << problem.message << "\n";
    };
    reading::read_json_lines(
        lines, kLongestLine, file, file,
        [&](reading::ReadArticle read) { index.add(std::move(read.article)); }, on_problem);
    const auto documents = index.finish();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%u articles indexed in %.1f s; %.1f MB of text, %.0f articles/s\n", documents,
                took.count(), static_cast<double>(index.text_bytes()) / 1e6,
                documents / took.count());
    return is_whole ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace kiosque::bench

int main(int argc, char** argv) {
    CLI::App app("Indexes articles as Xapian alone would: one thread, one growing database.",
                 "plain_xapian");
    std::string file;
    std::string folder;
    app.add_option("FILE", file, "articles, a JSON Lines file")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--index", folder, "folder of the database, made anew")->required();
    CLI11_PARSE(app, argc, argv);
    try {
        return kiosque::bench::run(file, folder);
    } catch (const Xapian::Error& error) {
        std::cerr << "plain_xapian: " << error.get_description() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "plain_xapian: " << error.what() << "\n";
    }
    return EXIT_FAILURE;
}
