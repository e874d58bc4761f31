#include "text/word_memory.hpp"

namespace kiosque::text {

WordMemory::Terms WordMemory::find_or_make(const std::string& exact,
                                           const std::function<Terms()>& make) {
    Part& part = parts_[std::hash<std::string_view>()(exact) % kParts];
    const std::lock_guard lock(part.mutex);
    const auto known = part.words.find(exact);
    if (known != part.words.end()) return known->second;
    Terms terms = make();
    if (part.words.size() >= most_words_ / kParts) part.words.clear();
    part.words.emplace(terms->exact, terms);
    return terms;
}

}  // namespace kiosque::text
