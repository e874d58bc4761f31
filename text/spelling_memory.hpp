#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace kiosque::text {

struct WordTerms;

/// Remembers the terms of words by their bytes as written, so that a word of a text costs one
/// look-up and no string. Nearly all time of a warm chain is spent here: a slot is half a cache
/// line, found by open addressing.
class SpellingMemory {
public:
    /// Longer words are not remembered: they are too rare to matter.
    static constexpr std::size_t kMaxBytes = 23;

    SpellingMemory() : slots_(kFirstSlots) {}

    /// The terms of `written`, or nothing (nullptr) when it is not remembered.
    const WordTerms* find(std::string_view written) const {
        return written.size() > kMaxBytes ? nullptr : slots_[slot_of(written)].terms;
    }

    /// Remembers `terms`, which must outlive the memory or its next `clear`.
    void add(std::string_view written, const WordTerms* terms);

    std::size_t size() const { return size_; }
    void clear();

private:
    struct Slot {
        std::array<char, kMaxBytes> bytes;
        std::uint8_t length;
        const WordTerms* terms = nullptr;  ///< nothing: a free slot

        bool holds(std::string_view written) const {
            return length == written.size() &&
                   std::memcmp(bytes.data(), written.data(), written.size()) == 0;
        }
    };
    static constexpr std::size_t kFirstSlots = 1U << 14U;  ///< always a power of two

    template <typename Number>
    static std::uint64_t number_at(const char* bytes) {
        Number number;
        std::memcpy(&number, bytes, sizeof number);
        return number;
    }

    /// Reads the word as two or three numbers that may overlap.
    static std::uint64_t hash_of(std::string_view written) {
        const char* first = written.data();
        const char* last = first + written.size();
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
        if (written.size() >= 8) {
            head = number_at<std::uint64_t>(first);
            tail = number_at<std::uint64_t>(last - 8);
            if (written.size() > 16) head += 3 * number_at<std::uint64_t>(first + 8);
        } else if (written.size() >= 4) {
            head = number_at<std::uint32_t>(first);
            tail = number_at<std::uint32_t>(last - 4);
        } else if (!written.empty()) {
            head = static_cast<unsigned char>(*first);
            tail = number_at<std::uint8_t>(first + written.size() / 2) << 8U |
                   static_cast<unsigned char>(last[-1]);
        }
        constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
        std::uint64_t hash = (head ^ written.size()) * kOdd;
        hash = (hash ^ (hash >> 32U) ^ tail) * kOdd;
        return hash ^ (hash >> 29U);
    }

    /// Where `written` stands, or the free slot that waits for it.
    std::size_t slot_of(std::string_view written) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash_of(written) & mask;
        while (slots_[at].terms != nullptr && !slots_[at].holds(written)) at = (at + 1) & mask;
        return at;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace kiosque::text
