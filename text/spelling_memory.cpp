#include "text/spelling_memory.hpp"

#include <algorithm>
#include <utility>

namespace kiosque::text {

void SpellingMemory::add(std::string_view written, const WordTerms* terms) {
    if (written.size() > kMaxBytes || terms == nullptr) return;
    if (2 * (size_ + 1) > slots_.size()) {
        const std::vector<Slot> before =
            std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const Slot& slot : before) {
            if (slot.terms == nullptr) continue;
            slots_[slot_of({slot.bytes.data(), slot.length})] = slot;
        }
    }
    Slot& slot = slots_[slot_of(written)];
    if (slot.terms == nullptr) ++size_;
    std::copy(written.begin(), written.end(), slot.bytes.begin());
    slot.length = static_cast<std::uint8_t>(written.size());
    slot.terms = terms;
}

void SpellingMemory::clear() {
    *this = SpellingMemory();
}

}  // namespace kiosque::text
