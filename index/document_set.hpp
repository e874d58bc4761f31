#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiosque::index {

/// A set of the documents of one segment, one bit each. Document numbers count from 1.
class DocumentSet {
public:
    /// The empty set over documents 1 to `documents`.
    explicit DocumentSet(std::size_t documents = 0)
        : documents_(documents), words_(documents / kBits + 1) {}

    static DocumentSet all(std::size_t documents) {
        DocumentSet set(documents);
        for (auto& word : set.words_) word = ~std::uint64_t{0};
        set.words_.front() &= ~std::uint64_t{1};
        const std::size_t used = documents % kBits + 1;
        if (used < kBits) set.words_.back() &= (std::uint64_t{1} << used) - 1;
        return set;
    }

    /// How many documents the segment has, in the set or not.
    std::size_t documents() const { return documents_; }

    void insert(std::size_t document) {
        words_[document / kBits] |= std::uint64_t{1} << (document % kBits);
    }
    void erase(std::size_t document) {
        words_[document / kBits] &= ~(std::uint64_t{1} << (document % kBits));
    }
    bool contains(std::size_t document) const {
        return (words_[document / kBits] >> (document % kBits) & 1U) != 0;
    }

    std::size_t count() const {
        std::size_t total = 0;
        for (const auto word : words_) total += static_cast<std::size_t>(std::popcount(word));
        return total;
    }
    bool empty() const {
        for (const auto word : words_) {
            if (word != 0) return false;
        }
        return true;
    }

    /// Both sets are over the same segment.
    DocumentSet& operator&=(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
        return *this;
    }
    DocumentSet& operator|=(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
        return *this;
    }
    DocumentSet& subtract(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
        return *this;
    }

    /// Leaves out the documents behind `last`.
    void cut_behind(std::size_t last) {
        if (last >= documents_) return;
        const std::size_t at = last / kBits;
        words_[at] &= ~std::uint64_t{0} >> (kBits - 1 - last % kBits);
        for (std::size_t i = at + 1; i < words_.size(); ++i) words_[i] = 0;
    }

    /// The first document of the set from `document` on; documents() + 1 when there is none.
    std::size_t next(std::size_t document) const {
        std::size_t at = document / kBits;
        if (at >= words_.size()) return documents_ + 1;
        std::uint64_t word = words_[at] & (~std::uint64_t{0} << (document % kBits));
        while (word == 0) {
            if (++at == words_.size()) return documents_ + 1;
            word = words_[at];
        }
        return at * kBits + static_cast<std::size_t>(std::countr_zero(word));
    }

    /// Calls `visit` for each document of the set, in ascending order.
    template <typename Visit>
    void for_each(Visit visit) const {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            for (std::uint64_t word = words_[at]; word != 0; word &= word - 1) {
                visit(at * kBits + static_cast<std::size_t>(std::countr_zero(word)));
            }
        }
    }

    friend bool operator==(const DocumentSet&, const DocumentSet&) = default;

private:
    static constexpr std::size_t kBits = 64;

    std::size_t documents_;
    std::vector<std::uint64_t> words_;
};

}  // namespace kiosque::index
