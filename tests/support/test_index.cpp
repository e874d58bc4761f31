#include "support/test_index.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "indexer/article_facets.hpp"
#include "indexer/index_writer.hpp"

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

/// What takes long to make, once for all tests of a program, which run one after the other.
struct Tools {
    text::Lexicon lexicon;
    text::FrenchAnalyzer analyzer{lexicon};
    indexer::ArticleFacets facets{
        {{}, {{"pays", "organisation", "lieu", "personne", "theme", "annee"}, {}}}, analyzer};
};

Tools& tools() {
    static Tools made;
    return made;
}

}  // namespace

TestIndex::TestIndex(std::vector<Article> articles, std::optional<indexer::IndexerConfig> config)
    : config_(std::move(config)) {
    replace(std::move(articles));
}

void TestIndex::replace(std::vector<Article> articles) const {
    std::optional<indexer::ArticleFacets> own;
    if (config_) own.emplace(*config_, tools().analyzer);
    indexer::IndexWriter writer(folder_.path(), tools().lexicon, own ? *own : tools().facets,
                                tools().analyzer);
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
