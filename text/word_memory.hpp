#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/word_terms.hpp"

namespace kiosque::text {

/// Remembers the terms of words for all threads: what one has asked the dictionary, which answers
/// one thread at a time and takes up to a tenth of a millisecond, the others know. Thread-safe.
class WordMemory {
public:
    using Terms = std::shared_ptr<const WordTerms>;

    /// Keeps about `most_words`; of those that are full, a part at a time starts afresh. A word
    /// takes about 300 bytes.
    explicit WordMemory(std::size_t most_words) : most_words_(most_words) {}

    /// The terms of the word whose exact form is `exact`; made by `make` when nobody knows them,
    /// once, however many threads ask. What `make` throws is passed on.
    Terms find_or_make(const std::string& exact, const std::function<Terms()>& make);

private:
    struct Part {
        std::mutex mutex;
        std::unordered_map<std::string_view, Terms> words;  ///< by the exact form of their terms
    };
    static constexpr std::size_t kParts = 64;

    std::size_t most_words_;
    std::array<Part, kParts> parts_;
};

}  // namespace kiosque::text
