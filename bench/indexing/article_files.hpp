#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/article.hpp"

namespace kiosque::bench {

/// Writes generated articles, whose text has no quotation marks and no control characters but line
/// ends, to one JSON Lines file. All throw std::runtime_error that names the file when it cannot be
/// written.
class JsonLinesFile {
public:
    explicit JsonLinesFile(std::filesystem::path path);

    void write(const Article& article);

    /// Writes what is left. Called once, last.
    void finish();

private:
    std::filesystem::path path_;
    std::ofstream lines_;
};

enum class FileFormat { json, markdown };

/// Writes them to a file each, in subfolders of 1,000: DIR/0000/art-0000001.json.
class ArticleFolder {
public:
    /// The folder is made if need be.
    ArticleFolder(std::filesystem::path folder, FileFormat format);

    void write(const Article& article);
    void finish() const {}

private:
    static constexpr std::size_t kFilesAFolder = 1000;

    std::filesystem::path folder_;
    FileFormat format_;
    std::size_t written_ = 0;
};

}  // namespace kiosque::bench
