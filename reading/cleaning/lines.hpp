#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// A line of a text, or a paragraph that began on that line. One that was cut is empty.
struct Line {
    std::size_t number;  ///< in the source, counted from 1; 0 where lines mean nothing (HTML)
    std::string text;    ///< trimmed, runs of spaces and tabs made one space
};

/// `text` without white space at both ends, no-break and zero-width spaces included.
std::string_view trim(std::string_view text);

/// `text` trimmed, every run of spaces, tabs and line ends made one space. No-break spaces stay.
std::string one_line(std::string_view text);

/// The lines of a text whose lines end in LF; empty lines are kept, they separate blocks.
std::vector<Line> split_lines(std::string_view text);

/// The lines that are not empty, as the paragraphs of an article's body.
std::string join_paragraphs(const std::vector<Line>& lines);

/// Empties `line` and notes in `cuts` what stood there.
void cut(Line& line, std::string kind, std::vector<Cut>& cuts);

/// The words of `text` folded, in order: runs of letters and digits, everything else separates.
/// "J’aime 4,5/5" -> j, aime, 4, 5, 5.
std::vector<std::string> folded_words(std::string_view text);

bool is_letter_or_digit(char32_t code_point);

/// True when `text` holds a letter: without one there is nothing to read.
bool has_words(std::string_view text);

/// True when `text` ends as a sentence does: . ! ? … also before closing quotes and brackets.
bool ends_like_a_sentence(std::string_view text);

}  // namespace kiosque::reading
