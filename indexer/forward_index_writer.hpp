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

    std::size_t documents() const { return starts_.size() - 2; }

    /// Writes and syncs the file; gives back its CRC-32.
    std::uint32_t write(const std::filesystem::path& file) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::uint32_t number_of(std::string_view word);

    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>
        numbers_;                             ///< as they came
    std::vector<std::uint64_t> frequencies_;  ///< by number
    std::string text_;                        ///< as in the file
    std::vector<std::uint64_t> starts_{0, 0};
};

}  // namespace kiosque::indexer
