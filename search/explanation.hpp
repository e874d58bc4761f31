#pragma once

#include <vector>

#include "base/article.hpp"
#include "search/result.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {

/// Fills in, for each part of a score, which words of the article it found and where they stand.
void find_in_article(std::vector<ScorePart>& parts, const Article& article,
                     text::FrenchAnalyzer& analyzer);

}  // namespace kiosque::search
