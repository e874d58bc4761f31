#include "indexer/index_run.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <ostream>

#include <sys/stat.h>

#include "base/error.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/config.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/progress.hpp"
#include "indexer/read_file.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::indexer {
namespace {

namespace fs = std::filesystem;

/// The files of a run, found before the first is read, so that the progress knows the end.
struct Sources {
    std::vector<SourceFile> files;
    SourceCount count;
    std::uintmax_t bytes = 0;
    std::string fingerprint;  ///< of names, sizes and times
};

/// Two independent 64-bit FNV-1a hashes: a fingerprint, no protection against forgery.
class Fingerprint {
public:
    void add(const std::string& text) {
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            first_ = (first_ ^ byte) * 0x100000001b3U;
            second_ = (second_ ^ byte) * 0x100000001b3U + 0x9E3779B97F4A7C15U;
        }
    }
    std::string text() const {
        std::array<char, 40> digits{};
        std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                      static_cast<unsigned long long>(first_),
                      static_cast<unsigned long long>(second_));
        return digits.data();
    }

private:
    std::uint64_t first_ = 0xcbf29ce484222325U;
    std::uint64_t second_ = 0x84222325cbf29ce4U;
};

std::string state_of(const SourceFile& file) {
    struct stat about {};
    ::stat(file.path.c_str(), &about);
    const auto time = [](const timespec& t) {
        return std::to_string(t.tv_sec) + "." + std::to_string(t.tv_nsec);
    };
    return fs::absolute(file.path).string() + '\0' + file.id_path + '\0' +
           std::to_string(about.st_size) + '\0' + time(about.st_mtim) + '\0' + time(about.st_ctim) +
           '\n';
}

Sources find_sources(const RunOptions& options, const reading::OnProblem& on_problem) {
    Sources sources;
    Fingerprint fingerprint;
    fingerprint.add(KIOSQUE_VERSION);
    if (options.config) fingerprint.add(config_state(*options.config));
    sources.count = walk_source_files(
        options.sources, options.index,
        [&](const SourceFile& file) {
            sources.files.push_back(file);
            sources.bytes += file.size;
            fingerprint.add(state_of(file));
        },
        on_problem);
    sources.fingerprint = fingerprint.text();
    return sources;
}

}  // namespace

RunTotals run_indexer(const RunOptions& options, std::ostream& people) {
    RunTotals totals;
    Report report(options.report, people);
    const auto on_problem = [&](const reading::Problem& problem) {
        report.problem(problem);
        ++totals.problems;
    };
    const IndexerConfig config =
        options.config ? read_config_file(*options.config) : IndexerConfig();
    const Sources sources = find_sources(options, on_problem);
    totals.sources = sources.count;

    const text::Lexicon lexicon;
    const auto facets = [&] {
        text::FrenchAnalyzer analyzer(lexicon);
        return std::make_unique<const ArticleFacets>(config, analyzer);
    }();
    IndexWriter writer(options.index, lexicon, *facets, {options.threads});
    const bool is_known = sources.fingerprint == writer.published_fingerprint();
    if (is_known && !options.rebuild && !options.report && totals.problems == 0) {
        people << "nothing has changed since the last run; the index stays as it is "
                  "(--rebuild makes it anew)\n";
        return totals;
    }

    Progress progress(people, options.is_terminal, sources.bytes);
    std::uintmax_t bytes_read = 0;
    for (const auto& file : sources.files) {
        const auto on_article = [&](reading::ReadArticle read) {
            const std::string id = read.article.id;
            if (writer.has(id)) {
                progress.clear();
                on_problem({file.path.string(), read.line,
                            "its id '" + id +
                                "' is taken by an article before it; give it an id "
                                "of its own"});
                return;
            }
            const auto warnings = facets->warnings(read.article);
            read.warnings.insert(read.warnings.end(), warnings.begin(), warnings.end());
            report.article(file.path.string(), read);
            writer.add(std::move(read.article));
            progress.show(writer.articles(), bytes_read);
        };
        const auto on_bad_file = [&](reading::Problem problem) {
            progress.clear();
            on_problem(problem);
        };
        read_file(file, ReadLimits{}, on_article, on_bad_file);
        bytes_read += file.size;
        progress.show(writer.articles(), bytes_read);
    }
    progress.clear();
    totals.articles = writer.articles();
    report.flush();  // a report that cannot be written stops the run before anything is published
    if (totals.articles > 0) {
        // After problems the next run reads everything again, and tells them again.
        totals.generation = writer.publish(totals.problems == 0 ? sources.fingerprint : "");
    }
    report.end(totals);
    return totals;
}

}  // namespace kiosque::indexer
