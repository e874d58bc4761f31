#pragma once

#include <vector>

#include "reading/cleaning/lines.hpp"

namespace kiosque::reading {

/// True when the lines were broken to a width of 60 to 100 characters or so: most lines inside a
/// block are of that length and many stop in the middle of a sentence.
bool is_hard_wrapped(const std::vector<Line>& lines);

/// The paragraphs of a text. Each line is one, unless the text is hard-wrapped: then the lines of a
/// block are joined with a space, up to a line that is clearly short.
std::vector<Line> paragraphs_of(const std::vector<Line>& lines);

}  // namespace kiosque::reading
