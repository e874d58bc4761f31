#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/understood_query.hpp"
#include "text/word_terms.hpp"

namespace kiosque::search {

/// Which words of a query a word of an article is. Each word of the articles is looked at once,
/// however often and in however many texts it stands: of the thousands on a page a few fit, and
/// all others cost one look-up. Belongs to one thread.
class WordFits {
public:
    struct Fit {
        std::vector<const QueryWord*> alone;      ///< those that it is, standing alone
        std::vector<const QueryWord*> in_phrase;  ///< and within a phrase
    };

    /// The query must outlive the object.
    explicit WordFits(const UnderstoodQuery& query);

    /// `terms` is known again by its address. Valid until the next call.
    const Fit& of(const text::WordTerms& terms);

    /// What stood at the addresses is gone.
    void forget();

private:
    struct Slot {
        const text::WordTerms* terms = nullptr;  ///< nothing: a free slot
        std::uint32_t fit = 0;
    };
    static constexpr std::size_t kFirstSlots = 1U << 10U;  ///< always a power of two
    static constexpr std::uint32_t kNone = 0;              ///< what fits no word

    static std::size_t sieve_of(std::string_view term);
    bool may_fit(const text::WordTerms& terms) const;
    std::uint32_t look_at(const text::WordTerms& terms);
    Slot& slot_of(const text::WordTerms* terms);
    void grow();

    std::vector<const QueryWord*> words_;
    std::bitset<1024> sieve_;  ///< what the terms of the query look like: others need no comparing
    std::vector<Slot> slots_;  ///< by the address of the terms, open addressing
    std::size_t used_ = 0;
    std::vector<Fit> fits_;
};

}  // namespace kiosque::search
