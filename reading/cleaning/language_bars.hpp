#pragma once

#include <vector>

#include "reading/cleaning/lines.hpp"
#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Cuts the choice of languages of a page: a line that holds little but names of languages,
/// separated or run together ("EnglishFrançaisРусский"), and three or more lines of one name each.
/// Names are known in their own language, in French and in English. A sentence that lists languages
/// stays.
void cut_language_bars(std::vector<Line>& lines, std::vector<Cut>& cuts);

}  // namespace kiosque::reading
