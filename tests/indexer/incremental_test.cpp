#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "index/index_directory.hpp"
#include "indexer/index_run.hpp"
#include "indexer/indexer.hpp"
#include "search/engine.hpp"
#include "search/request.hpp"
#include "search/result.hpp"
#include "support/analyzer.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::indexer;
namespace fs = std::filesystem;

namespace {

/// Few words, so that queries find many articles and phrases occur.
const std::vector<std::string> kWords = {"gaz",   "vent",     "énergie", "réforme", "port",
                                         "route", "élection", "maire",   "impôt",   "forêt"};
const std::vector<std::string> kQueries = {
    "",       "commun", "gaz",        "vent énergie",    "\"gaz vent\"", "elections",
    "maires", "impot",  "gaz -route", "port ou réforme", "énergies",     "titre:vent"};

/// What an index answers to a query: which articles, and the counts of a facet.
struct Answer {
    std::size_t total = 0;
    std::vector<std::string> ids;  ///< in their order
    std::vector<std::string> counts;
};

Answer answer_of(const search::Searcher& searcher, const std::string& query) {
    search::SearchRequest request;
    request.selection.query = query;
    request.limit = search::SearchRequest::kMaxLimit;
    for (const auto* name : {"section", "tags", "annee"}) request.facets.emplace_back().name = name;
    request.facets.emplace_back().name = "date";
    request.facets.back().date_step = search::DateStep::month;
    const search::SearchResult result = searcher.search(request);
    Answer answer;
    answer.total = result.total;
    for (const auto& hit : result.hits) answer.ids.push_back(hit.article.id);
    for (const auto& facet : result.facets) {
        for (const auto& value : facet.values) {
            answer.counts.push_back(value.value + "=" + std::to_string(value.count));
        }
        if (facet.extent) {
            answer.counts.push_back(facet.extent->lowest + ".." + facet.extent->highest + "=" +
                                    std::to_string(facet.extent->articles));
        }
    }
    return answer;
}

std::vector<Answer> answers_of(const fs::path& index) {
    search::Engine engine(index, {});
    engine.refresh();
    std::vector<Answer> answers;
    const search::IndexStats& stats = engine.current()->stats();
    answers.push_back({stats.articles, {}, {std::to_string(stats.dated_articles)}});
    for (const auto& [facet, values] : stats.facets) {
        answers.back().counts.push_back(facet.name + "=" + std::to_string(values));
    }
    for (const auto& query : kQueries) {
        answers.push_back(answer_of(*engine.current(), query));
    }
    return answers;
}

/// A folder of articles that changes at random.
class ChangingCorpus {
public:
    ChangingCorpus(const test::TemporaryFolder& folder, unsigned seed)
        : folder_(folder), random_(seed) {}

    void change() {
        switch (draw(6)) {
            case 0:
            case 1:
                folder_.write(file(), page());
                return;
            case 2:
                folder_.write("listes/" + std::to_string(draw(3)) + ".jsonl", lines());
                return;
            case 3:
                fs::remove(folder_.path() / file());
                return;
            case 4: {
                std::error_code none;
                fs::rename(folder_.path() / file(), folder_.path() / file(), none);
                return;
            }
            default:
                touch(folder_.path() / file());
        }
    }

private:
    std::size_t draw(std::size_t below) { return random_() % below; }

    std::string file() {
        return "d" + std::to_string(draw(4)) + "/" + std::to_string(draw(9)) + ".md";
    }

    std::string words(std::size_t count) {
        std::string text = "commun";
        for (std::size_t i = 0; i < count; ++i) text += " " + kWords[draw(kWords.size())];
        return text;
    }

    /// Ids are few, so that articles take them from each other.
    std::string id() { return "id" + std::to_string(draw(60)); }

    std::string page() {
        std::string text = "---\ntitle: " + words(2) + "\nsection: s" + std::to_string(draw(4)) +
                           "\ntags: [t" + std::to_string(draw(5)) + "]\ndate: 2024-0" +
                           std::to_string(1 + draw(9)) + "-11\n";
        if (draw(2) == 0) text += "id: " + id() + "\n";
        return text + "---\n" + words(draw(20)) + " en " + std::to_string(1990 + draw(30)) + ".\n";
    }

    std::string lines() {
        std::string text;
        for (std::size_t i = draw(12); i > 0; --i) {
            text += R"({"id":")" + id() + R"(","title":")" + words(1) + R"(","text":")" +
                    words(draw(10)) + R"(","section":"s)" + std::to_string(draw(4)) + "\"}\n";
        }
        return text;
    }

    static void touch(const fs::path& path) {
        if (fs::exists(path)) fs::last_write_time(path, fs::file_time_type::clock::now());
    }

    const test::TemporaryFolder& folder_;
    std::mt19937 random_;
};

std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

}  // namespace

TEST_CASE("after any changes an index answers as one that is made anew", "[indexer][incremental]") {
    const unsigned seed = GENERATE(range(1U, 4U));
    CAPTURE(seed);
    const text::Lexicon& loaded = test::lexicon();  // once, and shared by all that follow
    CHECK(loaded.checksum() != 0);
    const test::TemporaryFolder corpus;
    const test::TemporaryFolder work;
    std::ostringstream people;
    ChangingCorpus changing(corpus, seed);
    RunOptions options;
    options.sources = {corpus.path()};
    options.index = work.path() / "kept";
    options.max_drop = 1;
    std::mt19937 random(seed);
    std::size_t problems = 0;
    for (int round = 0; round < 8; ++round) {
        CAPTURE(round);
        for (unsigned i = 1 + random() % 15; i > 0; --i) changing.change();
        problems = run_indexer(options, people).problems;
        if (!index::IndexDirectory(options.index).current()) continue;

        RunOptions anew = options;
        anew.index = work.path() / ("anew" + std::to_string(round));
        const RunTotals totals = run_indexer(anew, people);
        if (totals.articles == 0) continue;
        CHECK(problems == totals.problems);
        const auto kept = answers_of(options.index);
        const auto fresh = answers_of(anew.index);
        REQUIRE(kept.size() == fresh.size());
        for (std::size_t i = 0; i < kept.size(); ++i) {
            CAPTURE(i);
            CHECK(kept[i].total == fresh[i].total);
            CHECK(sorted(kept[i].ids) == sorted(fresh[i].ids));
            CHECK(kept[i].counts == fresh[i].counts);
        }
        if (round % 4 != 3) continue;
        Indexer(options, people).merge_all();
        const auto merged = answers_of(options.index);
        for (std::size_t i = 0; i < merged.size(); ++i) {
            CAPTURE(i);
            CHECK(merged[i].ids == fresh[i].ids);
        }
    }
}
