#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/mapped_file.hpp"
#include "indexer/fingerprint.hpp"

/// Where each document of a segment came from, beside it: what a later run compares the sources
/// with. Only the indexer reads it.
///
///     OriginsHeader
///     the keys of the source files, sorted: their ends and bytes
///     for each document, from 1: OriginRow
namespace kiosque::indexer {

/// Where an article was read.
struct Origin {
    std::string file;         ///< SourceFile::key
    std::uint64_t place = 0;  ///< ascends with the articles of the file, with gaps
    Fingerprint id;
    Fingerprint article;  ///< of all that was read
};

struct OriginRow {
    Fingerprint id;
    Fingerprint article;
    std::uint64_t place = 0;
    std::uint32_t file = 0;
    std::uint32_t unused = 0;
};
static_assert(sizeof(OriginRow) == 48);

struct OriginsHeader {
    std::array<char, 8> magic = {'K', 'I', 'O', 'S', 'Q', 'O', 'R', 'G'};
    std::uint32_t version = 1;
    std::uint32_t documents = 0;
    std::uint32_t files = 0;
    std::uint32_t unused = 0;
    std::uint64_t file_ends_offset = 0;
    std::uint64_t file_bytes_offset = 0;
    std::uint64_t rows_offset = 0;
};
static_assert(sizeof(OriginsHeader) == 48);

/// Collects the origins of documents in the order of their numbers.
class OriginsWriter {
public:
    void add(const Origin& origin);

    /// Adds the documents of another writer behind those of this one.
    void append(const OriginsWriter& other);

    std::size_t documents() const { return rows_.size(); }

    /// Writes and syncs the file.
    void write(const std::filesystem::path& file) const;

private:
    std::uint32_t number_of(std::string_view file);

    std::map<std::string, std::uint32_t, std::less<>> numbers_;  ///< of files, as they came
    std::vector<OriginRow> rows_;
};

/// The origins of a segment, mapped. Safe to share between threads.
class Origins {
public:
    /// Maps the file and checks every offset in it. Throws Error(index_damaged).
    explicit Origins(const std::filesystem::path& file);

    std::size_t documents() const { return rows_.size(); }
    std::string_view file(std::size_t document) const { return files_[row(document).file]; }
    std::uint64_t place(std::size_t document) const { return row(document).place; }
    const Fingerprint& id(std::size_t document) const { return row(document).id; }
    const Fingerprint& article(std::size_t document) const { return row(document).article; }

    /// The documents that came from a file, ascending. Logarithmic in the number of files.
    std::span<const std::uint32_t> documents_of(std::string_view file) const;

private:
    const OriginRow& row(std::size_t document) const { return rows_[document - 1]; }

    index::MappedFile file_;
    index::TextSection files_;
    std::span<const OriginRow> rows_;
    std::vector<std::uint32_t> by_file_;      ///< documents, those of a file together
    std::vector<std::uint32_t> file_starts_;  ///< in it, with the end behind the last
};

}  // namespace kiosque::indexer
