#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosque::indexer {

/// Numbers words. Made for looking up every word of every article, most of which are not there:
/// those cost one look at a bit, which stays in the processor's nearest cache.
class WordIds {
public:
    static constexpr std::uint32_t kUnknown = UINT32_MAX;

    /// The number of `word`, which is the next one if it is new; they count from 0.
    std::uint32_t add(std::string_view word);

    /// The number of `word`, or kUnknown.
    std::uint32_t find(std::string_view word) const;

    std::size_t size() const { return words_.size(); }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t id = kUnknown;  ///< kUnknown: a free slot
    };
    static constexpr std::size_t kBitsOfFilter = 1U << 17U;

    std::size_t slot_of(std::string_view word, std::uint64_t hash) const;
    void grow();

    std::vector<std::string> words_;
    std::vector<Slot> slots_ = std::vector<Slot>(1024);  ///< a power of two, at most half full
    std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(kBitsOfFilter / 64);
};

}  // namespace kiosque::indexer
