// Makes a collection of any size to be indexed; README.md says what its articles are like.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "bench/indexing/article_files.hpp"
#include "bench/indexing/article_generator.hpp"
#include "bench/indexing/corpus_samples.hpp"

namespace {

using namespace kiosque;

struct Options {
    std::size_t articles = 0;
    std::uint64_t seed = 1;
    std::string file;
    std::string folder;
    bench::FileFormat format = bench::FileFormat::json;
    std::string corpus = KIOSQUE_CORPUS;
    double words = 250;
};

template <typename Files>
void write_articles(const Options& options, Files files) {
    const auto start = std::chrono::steady_clock::now();
    const auto samples = bench::read_corpus_samples(options.corpus);
    const bench::ArticleGenerator generator(samples, options.seed, options.words);
    std::size_t bytes = 0;
    for (std::size_t number = 1; number <= options.articles; ++number) {
        const Article article = generator.article(number);
        bytes += article.title.size() + article.body.size();
        files.write(article);
    }
    files.finish();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const double megabytes = static_cast<double>(bytes) / 1e6;
    std::printf("%zu articles of %.1f MB of text written in %.1f s, %.0f MB/s\n", options.articles,
                megabytes, took.count(), megabytes / took.count());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Makes articles of the words of corpus/, the same ones for the same seed.",
                 "generate_articles");
    Options options;
    app.add_option("--articles", options.articles, "how many; a larger collection begins alike")
        ->required();
    app.add_option("--seed", options.seed, "another seed, other articles")->capture_default_str();
    app.add_option("--words", options.words, "of a body, in the mean")
        ->check(CLI::Range(20, 5000))
        ->capture_default_str();
    auto* places = app.add_option_group("where to");
    auto* file = places->add_option("--out", options.file, "a JSON Lines file");
    places->add_option("--folder", options.folder, "a file for each, in subfolders of 1,000");
    places->require_option(1);
    const std::map<std::string, bench::FileFormat> formats = {{"json", bench::FileFormat::json},
                                                              {"md", bench::FileFormat::markdown}};
    app.add_option("--format", options.format, "of the files in the folder: json or md")
        ->transform(CLI::CheckedTransformer(formats));
    app.add_option("--corpus", options.corpus, "whose words and metadata are drawn")
        ->check(CLI::ExistingDirectory);
    CLI11_PARSE(app, argc, argv);
    try {
        if (*file) {
            write_articles(options, bench::JsonLinesFile(options.file));
        } else {
            write_articles(options, bench::ArticleFolder(options.folder, options.format));
        }
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "generate_articles: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
