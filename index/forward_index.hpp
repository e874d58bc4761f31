#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "index/mapped_file.hpp"
#include "index/schema.hpp"
#include "index/variable_byte.hpp"

/// The words of each document in their order, beside a segment: what phrases, nearness and
/// proximity read.
///
///     ForwardHeader
///     the words of the segment, sorted: their ends and bytes, and u32 numbers[words]
///     u64 starts[documents + 2] into the bytes that follow: those of document d are
///     [starts[d], starts[d + 1])
///     for each document: how many words its title has, then the number of each word of the title
///     and of the text, in variable-byte code
///
/// The more frequent a word, the smaller its number, so that most words take one or two bytes.
/// Xapian's position lists took six times as much, and a look-up for each word and document.
namespace kiosque::index {

struct ForwardHeader {
    std::array<char, 8> magic = {'K', 'I', 'O', 'S', 'Q', 'F', 'W', 'D'};
    std::uint32_t version = 1;
    std::uint32_t documents = 0;
    std::uint32_t words = 0;
    std::uint32_t unused = 0;
    std::uint64_t word_ends_offset = 0;
    std::uint64_t word_bytes_offset = 0;
    std::uint64_t numbers_offset = 0;
    std::uint64_t starts_offset = 0;
    std::uint64_t text_offset = 0;
    std::uint64_t text_bytes = 0;
};
static_assert(sizeof(ForwardHeader) == 72);

/// A forward index, mapped read-only. Safe to share between threads.
class ForwardIndex {
public:
    /// Maps the file and checks every offset in it, but does not read the texts. Throws
    /// Error(index_damaged).
    explicit ForwardIndex(const std::filesystem::path& file);

    std::size_t documents() const { return starts_.size() - 2; }

    /// The number of a word in its exact form; nothing when no document has it. Logarithmic.
    std::optional<std::uint32_t> find(std::string_view exact) const;

    /// Calls `visit` with position and number of each word of a document, in their order. Positions
    /// count from 1; kPositionGap are free between title and text. Gives back the last position of
    /// the title. Altered bytes give other words, never a read outside of the document.
    template <typename Visit>
    std::uint32_t for_each_word(std::size_t document, Visit visit) const {
        const char* at = text_.data() + starts_[document];
        const char* end = text_.data() + starts_[document + 1];
        const std::uint32_t title_words = read_number(at, end);
        for (std::uint32_t position = 1; at != end; ++position) {
            if (position == title_words + 1) position += kPositionGap;
            visit(position, read_number(at, end));
        }
        return title_words;
    }

    /// The numbers of the words of a document in variable-byte code.
    struct Words {
        std::string_view title;
        std::string_view text;
    };
    /// Linear in the words of the title.
    Words words(std::size_t document) const {
        const char* at = text_.data() + starts_[document];
        const char* end = text_.data() + starts_[document + 1];
        std::uint32_t title_words = read_number(at, end);
        const char* title = at;
        for (; at != end && title_words != 0; ++at) title_words -= is_last_byte(*at) ? 1U : 0U;
        return {{title, at}, {at, end}};
    }

    /// CRC-32 of the whole file; reads all of it.
    std::uint32_t checksum() const { return file_.checksum(); }

private:
    MappedFile file_;
    TextSection words_;
    std::span<const std::uint32_t> numbers_;
    std::span<const std::uint64_t> starts_;
    std::string_view text_;
};

}  // namespace kiosque::index
