#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiosque::indexer {

/// Where a key leads, for the tree of forms: a hash table in one piece of memory, in front of which
/// a bit tells nearly every key that is not there.
class WordSteps {
public:
    static constexpr std::uint32_t kNowhere = UINT32_MAX;

    /// Where `key` leads, for writing; kNowhere at first. Valid until the next call. No key is
    /// UINT64_MAX.
    std::uint32_t& operator[](std::uint64_t key) {
        if (2 * size_ >= slots_.size()) grow();
        Slot& slot = slots_[slot_of(key)];
        if (slot.key == kFree) {
            slot.key = key;
            ++size_;
            filter_[bit_of(key) / 64] |= std::uint64_t{1} << bit_of(key) % 64;
        }
        return slot.target;
    }

    /// Where `key` leads, or kNowhere.
    std::uint32_t find(std::uint64_t key) const {
        const std::size_t bit = bit_of(key);
        if ((filter_[bit / 64] >> bit % 64 & 1U) == 0) return kNowhere;
        return slots_[slot_of(key)].target;
    }

private:
    static constexpr std::uint64_t kFree = UINT64_MAX;
    static constexpr std::size_t kBitsOfFilter = 1U << 17U;

    struct Slot {
        std::uint64_t key = kFree;
        std::uint32_t target = kNowhere;
    };

    static std::uint64_t hash_of(std::uint64_t key) {
        key *= 0x9E3779B97F4A7C15U;
        return key ^ (key >> 32U);
    }
    static std::size_t bit_of(std::uint64_t key) {
        return static_cast<std::size_t>(hash_of(key) >> 40U) & (kBitsOfFilter - 1);
    }

    std::size_t slot_of(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash_of(key) & mask;
        while (slots_[at].key != kFree && slots_[at].key != key) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        const std::vector<Slot> old = std::move(slots_);
        slots_ = std::vector<Slot>(old.size() * 2);
        for (const Slot& slot : old) {
            if (slot.key != kFree) slots_[slot_of(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(1024);  ///< a power of two, at most half full
    std::size_t size_ = 0;
    std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(kBitsOfFilter / 64);
};

}  // namespace kiosque::indexer
