#include "index/forward_index.hpp"

#include <algorithm>
#include <string>

namespace kiosque::index {

ForwardIndex::ForwardIndex(const std::filesystem::path& file) : file_(file, sizeof(ForwardHeader)) {
    const ForwardHeader header = file_.numbers<ForwardHeader>(0, 1)[0];
    const ForwardHeader expected;
    if (header.magic != expected.magic || header.version != expected.version) {
        file_.damaged("it is no forward index of version " + std::to_string(expected.version));
    }
    words_ = TextSection(file_, header.word_ends_offset, header.words, header.word_bytes_offset);
    numbers_ = file_.numbers<std::uint32_t>(header.numbers_offset, header.words);
    starts_ =
        file_.numbers<std::uint64_t>(header.starts_offset, std::uint64_t{header.documents} + 2);
    text_ = file_.text(header.text_offset, header.text_bytes);
    if (!std::is_sorted(starts_.begin(), starts_.end()) || starts_.back() > text_.size()) {
        file_.damaged("a document lies outside of it");
    }
}

std::optional<std::uint32_t> ForwardIndex::find(std::string_view exact) const {
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(words_.size());
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (words_[middle] < exact) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == words_.size() || words_[low] != exact) return {};
    return numbers_[low];
}

}  // namespace kiosque::index
