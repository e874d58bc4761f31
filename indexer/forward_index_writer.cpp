// Words are numbered as they come. When the file is written, the more frequent ones get the smaller
// numbers and the texts are written anew with them.

#include "indexer/forward_index_writer.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string_view>

#include <zlib.h>

#include "index/durable_file.hpp"

namespace kiosque::indexer {
namespace {

void append_number(std::uint32_t number, std::string& bytes) {
    while (number >= 0x80U) {
        bytes += static_cast<char>(0x80U | (number & 0x7FU));
        number >>= 7U;
    }
    bytes += static_cast<char>(number);
}

std::uint32_t read_number(const char*& at) {
    std::uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        number |= std::uint32_t{byte & 0x7FU} << shift;
        if ((byte & 0x80U) == 0) return number;
    }
}

/// `text` with each word's number replaced; counts of titles stay. `starts` becomes that of the
/// new bytes.
std::string renumbered(std::string_view text, const std::vector<std::uint32_t>& numbers,
                       std::vector<std::uint64_t>& starts) {
    std::string bytes;
    bytes.reserve(text.size());
    const char* at = text.data();
    for (std::size_t row = 1; row + 1 < starts.size(); ++row) {
        const char* end = text.data() + starts[row + 1];
        starts[row] = bytes.size();
        append_number(read_number(at), bytes);
        while (at != end) append_number(numbers[read_number(at)], bytes);
    }
    starts.back() = bytes.size();
    return bytes;
}

/// The file as it grows in memory; sections are aligned to eight bytes.
class Layout {
public:
    std::uint64_t append(std::string_view section) {
        const std::uint64_t at = bytes_.size();
        bytes_.append(section);
        bytes_.append((8 - bytes_.size() % 8) % 8, '\0');
        return at;
    }
    template <typename Number>
    std::uint64_t append(const std::vector<Number>& numbers) {
        return append(std::string_view(reinterpret_cast<const char*>(numbers.data()),
                                       numbers.size() * sizeof(Number)));
    }
    std::string& bytes() { return bytes_; }

private:
    std::string bytes_;
};

}  // namespace

std::uint32_t ForwardIndexWriter::number_of(std::string_view word) {
    if (const auto known = numbers_.find(word); known != numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(word, number);
    frequencies_.push_back(0);
    return number;
}

void ForwardIndexWriter::add(std::size_t title_words, const std::vector<std::string_view>& words) {
    append_number(static_cast<std::uint32_t>(title_words), text_);
    for (const auto word : words) {
        const std::uint32_t number = number_of(word);
        ++frequencies_[number];
        append_number(number, text_);
    }
    starts_.push_back(text_.size());
}

void ForwardIndexWriter::append(const ForwardIndexWriter& other) {
    std::vector<std::uint32_t> ours(other.numbers_.size());
    for (const auto& [word, number] : other.numbers_) {
        ours[number] = number_of(word);
        frequencies_[ours[number]] += other.frequencies_[number];
    }
    std::vector<std::uint64_t> starts = other.starts_;
    const std::string text = renumbered(other.text_, ours, starts);
    const std::uint64_t before = text_.size();
    text_.append(text);
    for (std::size_t row = 2; row < starts.size(); ++row) starts_.push_back(before + starts[row]);
}

std::uint32_t ForwardIndexWriter::write(const std::filesystem::path& file) const {
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
    std::vector<std::uint64_t> starts = starts_;
    const std::string text = renumbered(text_, final_number, starts);

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
    index::ForwardHeader header;
    Layout layout;
    layout.append(std::string_view(reinterpret_cast<const char*>(&header), sizeof header));
    header.documents = static_cast<std::uint32_t>(documents());
    header.words = static_cast<std::uint32_t>(words.size());
    header.word_ends_offset = layout.append(ends);
    header.word_bytes_offset = layout.append(word_bytes);
    header.numbers_offset = layout.append(numbers);
    header.starts_offset = layout.append(starts);
    header.text_bytes = text.size();
    header.text_offset = layout.append(text);
    std::memcpy(layout.bytes().data(), &header, sizeof header);
    index::write_durably(file, layout.bytes());
    return static_cast<std::uint32_t>(::crc32_z(
        0, reinterpret_cast<const unsigned char*>(layout.bytes().data()), layout.bytes().size()));
}

}  // namespace kiosque::indexer
