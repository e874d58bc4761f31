#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/article.hpp"
#include "indexer/config.hpp"

namespace kiosque::test {

/// A folder of its own below the system's temporary folder, removed with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file below the folder, its folders made; gives back its path.
    std::filesystem::path write(const std::string& name, const std::string& bytes) const;

private:
    std::filesystem::path path_;
};

/// A real index on disk, made of articles by the indexer's own writer.
class TestIndex {
public:
    /// Without `config` nothing is derived, which would take longer than most tests.
    explicit TestIndex(std::vector<Article> articles,
                       std::optional<indexer::IndexerConfig> config = {});

    const std::filesystem::path& path() const { return folder_.path(); }

    /// Publishes another generation.
    void replace(std::vector<Article> articles) const;

private:
    TemporaryFolder folder_;
    std::optional<indexer::IndexerConfig> config_;
};

/// An article with what most tests need of it.
Article article(const std::string& id, const std::string& title, const std::string& body);
/// One that has something in every field.
Article full_article();

}  // namespace kiosque::test
