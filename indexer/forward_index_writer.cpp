// Words are numbered as they come. When the file is written, the more frequent ones get the smaller
// numbers and the texts are written anew with them.

#include "indexer/forward_index_writer.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string_view>

#include "index/variable_byte.hpp"
#include "indexer/file_layout.hpp"

namespace kiosque::indexer {

using index::append_number;
using index::read_number;

/// Counts of titles stay.
template <typename Use>
void ForwardIndexWriter::renumber(const std::vector<std::uint32_t>& numbers, Use use) const {
    std::string bytes;
    for (const auto& chunk : chunks_) {
        const char* at = chunk.text.data();
        for (const auto document_end : chunk.ends) {
            const char* end = chunk.text.data() + document_end;
            bytes.clear();
            append_number(read_number(at, end), bytes);
            while (at != end) append_number(numbers[read_number(at, end)], bytes);
            use(bytes);
        }
    }
}

std::uint32_t ForwardIndexWriter::number_of(std::string_view word) {
    if (const auto known = numbers_.find(word); known != numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(word, number);
    frequencies_.push_back(0);
    return number;
}

void ForwardIndexWriter::add(std::size_t title_words, const std::vector<std::string_view>& words) {
    Chunk& chunk = chunks_.back();
    append_number(static_cast<std::uint32_t>(title_words), chunk.text);
    for (const auto word : words) {
        const std::uint32_t number = number_of(word);
        ++frequencies_[number];
        append_number(number, chunk.text);
    }
    chunk.ends.push_back(chunk.text.size());
    ++documents_;
}

void ForwardIndexWriter::append(const ForwardIndexWriter& other) {
    std::vector<std::uint32_t> ours(other.numbers_.size());
    for (const auto& [word, number] : other.numbers_) {
        ours[number] = number_of(word);
        frequencies_[ours[number]] += other.frequencies_[number];
    }
    Chunk chunk;
    other.renumber(ours, [&](const std::string& document) {
        chunk.text += document;
        chunk.ends.push_back(chunk.text.size());
    });
    chunk.text.shrink_to_fit();
    documents_ += other.documents_;
    chunks_.push_back(std::move(chunk));
}

void ForwardIndexWriter::write(const std::filesystem::path& file) const {
    std::vector<std::string_view> words(numbers_.size());
    for (const auto& [word, number] : numbers_) words[number] = word;
    std::vector<std::uint32_t> by_frequency(words.size());
    std::iota(by_frequency.begin(), by_frequency.end(), 0U);
    std::sort(by_frequency.begin(), by_frequency.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (frequencies_[a] != frequencies_[b]) return frequencies_[a] > frequencies_[b];
        return words[a] < words[b];
    });
    std::vector<std::uint32_t> final_number(words.size());
    for (std::uint32_t i = 0; i < by_frequency.size(); ++i) final_number[by_frequency[i]] = i;
    // Texts are written anew with the final numbers, first for their sizes: in memory they would
    // take as much again.
    std::vector<std::uint64_t> starts = {0, 0};
    renumber(final_number, [&](const std::string& document) {
        starts.push_back(starts.back() + document.size());
    });

    std::vector<std::uint32_t> sorted = std::move(by_frequency);
    std::sort(sorted.begin(), sorted.end(),
              [&](std::uint32_t a, std::uint32_t b) { return words[a] < words[b]; });
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> numbers;
    std::string word_bytes;
    for (const auto number : sorted) {
        word_bytes.append(words[number]);
        ends.push_back(static_cast<std::uint32_t>(word_bytes.size()));
        numbers.push_back(final_number[number]);
    }
    FileLayout<index::ForwardHeader> layout(file);
    index::ForwardHeader& header = layout.header;
    header.documents = static_cast<std::uint32_t>(documents());
    header.words = static_cast<std::uint32_t>(words.size());
    header.word_ends_offset = layout.append(ends);
    header.word_bytes_offset = layout.append(word_bytes);
    header.numbers_offset = layout.append(numbers);
    header.starts_offset = layout.append(starts);
    header.text_bytes = starts.back();
    header.text_offset = layout.begin_section();
    renumber(final_number, [&](const std::string& document) { layout.add(document); });
    layout.commit();
}

}  // namespace kiosque::indexer
