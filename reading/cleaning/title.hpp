#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/cleaning/lines.hpp"

namespace kiosque::reading {

/// The title of a text that declares none.
struct FoundTitle {
    std::string title;
    std::string from;  ///< "first line", "heading", "heading after the lead", "first sentence"
    /// The paragraph that is the title and nothing else, to be left out of the body. Nothing when
    /// the title is also a part of the text: its first sentence, or a heading further down.
    std::optional<std::size_t> paragraph;
    /// Paragraphs above the title that say nothing of what the text is about: the site's name and
    /// its slogan.
    std::vector<std::size_t> site_header;
};

/// Finds the title among the paragraphs of a cleaned text: of the short lines above the first
/// paragraph of prose, or right after it, the one whose words return in the text. When there is
/// none, the beginning of the first sentence. `paragraphs` must hold words.
FoundTitle find_title(const std::vector<Line>& paragraphs);

/// The first sentence of `paragraph`, cut at the end of a clause or a word to about 120 characters,
/// with "…" where something was cut.
std::string first_sentence(std::string_view paragraph);

/// True when both say the same, whatever the case, the accents and the punctuation.
bool is_same_title(std::string_view one, std::string_view other);

}  // namespace kiosque::reading
