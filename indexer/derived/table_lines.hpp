#pragma once

#include <algorithm>
#include <string_view>

namespace kiosque::indexer {

/// Takes what stands before the first `separator` of `rest` off it, and the separator with it; all
/// of `rest` when there is none.
inline std::string_view next_part(std::string_view& rest, char separator) {
    const std::string_view part = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    return part;
}

/// `text` without blanks at both ends; tabs are none where they separate columns.
inline std::string_view without_outer_blanks(std::string_view text,
                                             std::string_view blanks = " \r") {
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

/// True when the list holds the word.
template <typename Words>
bool is_one_of(std::string_view word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace kiosque::indexer
