#include "search/word_fits.hpp"

#include <algorithm>
#include <utility>

namespace kiosque::search {

WordFits::WordFits(const UnderstoodQuery& query) : slots_(kFirstSlots), fits_(kNone + 1) {
    for (const auto& clause : query.clauses) {
        if (clause.is_excluded) continue;
        clause.for_each_word([&](const QueryWord& word) {
            words_.push_back(&word);
            for (const auto* terms : {&word.exact, &word.lemmas, &word.families}) {
                for (const auto& term : *terms) sieve_.set(sieve_of(term));
            }
        });
    }
}

/// Three things that tell most terms apart and take no reading of them.
std::size_t WordFits::sieve_of(std::string_view term) {
    if (term.empty()) return 0;
    const auto first = static_cast<unsigned char>(term.front());
    const auto last = static_cast<unsigned char>(term.back());
    return (first + 37U * last + 331U * term.size()) % decltype(sieve_)().size();
}

bool WordFits::may_fit(const text::WordTerms& terms) const {
    const auto is_seen = [&](const std::string& term) { return sieve_.test(sieve_of(term)); };
    return is_seen(terms.exact) || is_seen(terms.family) ||
           std::any_of(terms.lemmas.begin(), terms.lemmas.end(), is_seen);
}

WordFits::Slot& WordFits::slot_of(const text::WordTerms* terms) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (reinterpret_cast<std::uintptr_t>(terms) * kOdd >> 32U) & mask;
    while (slots_[at].terms != nullptr && slots_[at].terms != terms) at = (at + 1) & mask;
    return slots_[at];
}

void WordFits::grow() {
    const auto before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    for (const auto& slot : before) {
        if (slot.terms != nullptr) slot_of(slot.terms) = slot;
    }
}

std::uint32_t WordFits::look_at(const text::WordTerms& terms) {
    if (!may_fit(terms)) return kNone;
    Fit fit;
    for (const auto* word : words_) {
        if (word->matches(terms)) fit.alone.push_back(word);
        if (word->matches_in_phrase(terms)) fit.in_phrase.push_back(word);
    }
    if (fit.alone.empty() && fit.in_phrase.empty()) return kNone;
    fits_.push_back(std::move(fit));
    return static_cast<std::uint32_t>(fits_.size() - 1);
}

const WordFits::Fit& WordFits::of(const text::WordTerms& terms) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    Slot& slot = slot_of(&terms);
    if (slot.terms == nullptr) {
        slot = {&terms, look_at(terms)};
        ++used_;
    }
    return fits_[slot.fit];
}

void WordFits::forget() {
    slots_.assign(kFirstSlots, {});
    fits_.resize(kNone + 1);
    used_ = 0;
}

}  // namespace kiosque::search
