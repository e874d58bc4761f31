#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/request.hpp"

namespace kiosque::api {

/// Throws Error(invalid_parameter): "'limit' must be a whole number from 0 to 100, but is 'dix'". A
/// long value is shortened.
[[noreturn]] void refuse(const std::string& name, const std::string& expected,
                         std::string_view value);

/// "a, b, c".
std::string joined(const std::vector<std::string>& words);

/// The parts of `text` between separators; one, empty part of an empty text.
std::vector<std::string> split(const std::string& text, char separator);

/// A whole number within limits, or refused.
std::size_t whole_number(const std::string& name, std::string_view value, std::size_t lowest,
                         std::size_t highest);

/// Words that a parameter takes, beside what they mean.
template <typename Meaning, std::size_t N>
using Choices = std::array<std::pair<std::string_view, Meaning>, N>;

template <typename Meaning, std::size_t N>
std::optional<Meaning> find_choice(std::string_view value, const Choices<Meaning, N>& choices) {
    for (const auto& [word, meaning] : choices) {
        if (word == value) return meaning;
    }
    return {};
}

/// What a word means, or refused.
template <typename Meaning, std::size_t N>
Meaning choose(const std::string& name, const std::string& value,
               const Choices<Meaning, N>& choices) {
    if (const auto meaning = find_choice(value, choices)) return *meaning;
    std::vector<std::string> words;
    for (const auto& row : choices) words.emplace_back(row.first);
    refuse(name, "one of " + joined(words), value);
}

/// Takes parameters one after the other; what nobody took is unknown and refused.
class ParameterReader {
public:
    /// Refuses names and values that are no UTF-8. `parameters` must outlive the reader.
    explicit ParameterReader(const Parameters& parameters);

    /// The value of a parameter that may be given once.
    std::optional<std::string> once(const std::string& name);

    /// Every parameter whose name begins with `prefix`.
    Parameters with_prefix(std::string_view prefix);

    /// Throws Error(invalid_parameter) for a parameter that was not asked for.
    void expect_nothing_else() const;

private:
    const Parameters& parameters_;
    std::vector<std::string> known_;
    std::vector<std::string> known_prefixes_;
};

}  // namespace kiosque::api
