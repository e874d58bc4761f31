#include "support/test_index.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "indexer/article_facets.hpp"
#include "indexer/index_writer.hpp"
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
    indexer::IndexWriter writer(folder_.path(), lexicon(), own ? *own : plain_facets());
    for (auto& each : articles) writer.add(std::move(each));
    writer.publish("");
}

Article article(const std::string& id, const std::string& title, const std::string& body) {
    Article made;
    made.id = id;
    made.title = title;
    made.body = body;
    return made;
}

}  // namespace kiosque::test
