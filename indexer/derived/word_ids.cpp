#include "indexer/derived/word_ids.hpp"

#include <cstring>

namespace kiosque::indexer {
namespace {

std::uint64_t hash_of(std::string_view word) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = word.size();
    while (!word.empty()) {
        std::uint64_t bytes = 0;
        const std::size_t taken = word.size() < sizeof bytes ? word.size() : sizeof bytes;
        std::memcpy(&bytes, word.data(), taken);
        hash = (hash ^ bytes) * kOdd;
        hash ^= hash >> 29U;
        word.remove_prefix(taken);
    }
    return hash;
}

/// Other bits of the hash than those that choose a slot.
std::size_t bit_of(std::uint64_t hash, std::size_t bits) {
    return static_cast<std::size_t>(hash >> 40U) & (bits - 1);
}

}  // namespace

std::size_t WordIds::slot_of(std::string_view word, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto short_hash = static_cast<std::uint32_t>(hash);
    std::size_t at = short_hash & mask;
    while (slots_[at].id != kUnknown &&
           (slots_[at].hash != short_hash || words_[slots_[at].id] != word)) {
        at = (at + 1) & mask;
    }
    return at;
}

std::uint32_t WordIds::add(std::string_view word) {
    if (2 * words_.size() >= slots_.size()) grow();
    const std::uint64_t hash = hash_of(word);
    Slot& slot = slots_[slot_of(word, hash)];
    if (slot.id == kUnknown) {
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(words_.size())};
        words_.emplace_back(word);
        const std::size_t bit = bit_of(hash, kBitsOfFilter);
        filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
    return slot.id;
}

std::uint32_t WordIds::find(std::string_view word) const {
    const std::uint64_t hash = hash_of(word);
    const std::size_t bit = bit_of(hash, kBitsOfFilter);
    if ((filter_[bit / 64] >> bit % 64 & 1U) == 0) return kUnknown;
    return slots_[slot_of(word, hash)].id;
}

void WordIds::grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_ = std::vector<Slot>(old.size() * 2);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.id == kUnknown) continue;
        std::size_t at = slot.hash & mask;
        while (slots_[at].id != kUnknown) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace kiosque::indexer
