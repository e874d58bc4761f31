#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/forward_index.hpp"

namespace kiosque::indexer {

/// Collects the words of documents in the order of their numbers, then writes the forward index
/// (index/forward_index.hpp). Memory: each different word once, and about two bytes a word.
class ForwardIndexWriter {
public:
    /// The next document: its words in their exact form, of which the first `title_words` are those
    /// of its title.
    void add(std::size_t title_words, const std::vector<std::string_view>& words);

    /// Adds the documents of another writer behind those of this one.
    void append(const ForwardIndexWriter& other);

    std::size_t documents() const { return documents_; }

    /// Writes and syncs the file.
    void write(const std::filesystem::path& file) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    /// The words of some documents, as in the file. One text of all would be copied as it grows.
    struct Chunk {
        std::string text;
        std::vector<std::uint64_t> ends;  ///< of each document
    };

    std::uint32_t number_of(std::string_view word);
    /// Calls `use` with the bytes of each document, each word's number replaced.
    template <typename Use>
    void renumber(const std::vector<std::uint32_t>& numbers, Use use) const;

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>
        numbers_;                             ///< as they came
    std::vector<std::uint64_t> frequencies_;  ///< by number
    std::vector<Chunk> chunks_ = std::vector<Chunk>(1);
    std::size_t documents_ = 0;
};

}  // namespace kiosque::indexer
