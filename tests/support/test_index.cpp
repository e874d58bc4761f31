#include "support/test_index.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "index/index_directory.hpp"
#include "index/schema.hpp"
#include "index/universal_time.hpp"
#include "indexer/article_facets.hpp"
#include "indexer/bulk_writer.hpp"
#include "support/analyzer.hpp"

namespace kiosque::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "kiosque-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, const std::string& bytes) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

namespace {

/// Those that every index has, and none that is derived.
const indexer::ArticleFacets& plain_facets() {
    static const indexer::ArticleFacets facets(
        {{}, {{"pays", "organisation", "lieu", "personne", "theme", "annee"}, {}}}, analyzer());
    return facets;
}

}  // namespace

TestIndex::TestIndex(std::vector<Article> articles, std::optional<indexer::IndexerConfig> config)
    : config_(std::move(config)) {
    replace(std::move(articles));
}

void TestIndex::replace(std::vector<Article> articles) const {
    std::optional<indexer::ArticleFacets> own;
    if (config_) own.emplace(*config_, analyzer());
    const indexer::ArticleFacets& facets = own ? *own : plain_facets();
    const index::IndexDirectory directory(folder_.path());
    index::Manifest manifest;
    manifest.generation = directory.next_generation();
    indexer::BulkWriter writer(directory, manifest.generation, lexicon(), facets, {}, {});
    for (auto& each : articles) writer.add(std::move(each), {});
    auto written = writer.finish();
    if (const auto all = directory.published(); !all.empty())
        manifest.previous = all.front().name();
    manifest.build = "build" + std::to_string(manifest.generation);
    manifest.created = index::universal_time_now();
    manifest.schema_version = index::kSchemaVersion;
    manifest.analyzer = {text::kAnalyzerVersion, lexicon().checksum()};
    manifest.average_lengths = written.weighing.averages;
    manifest.ranking = written.weighing.ranking;
    manifest.facets = facets.definitions();
    manifest.segments = std::move(written.segments);
    fs::create_directories(directory.generation_folder(manifest.generation));
    directory.publish(manifest);
}

Article article(const std::string& id, const std::string& title, const std::string& body) {
    Article made;
    made.id = id;
    made.title = title;
    made.body = body;
    return made;
}

Article full_article() {
    Article made = article("énergie/parc.md", "Le parc", "Un parc.\n\nLa suite.");
    made.description = "Un chapeau.";
    made.url = "HTTPS://www.example.org/parc";
    made.source = "Kiosque Terrain";
    made.section = "Économie > Énergie";
    made.language = "fr";
    made.authors = {"A. Un", "B. Deux"};
    made.tags = {"vent"};
    made.more = {{"prix", {"12,50"}}};
    made.date = Day(std::chrono::year(2013) / 9 / 7);
    return made;
}

}  // namespace kiosque::test
