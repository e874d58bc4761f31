#pragma once

#include <ostream>
#include <string_view>

#include "text/french_analyzer.hpp"

namespace kiosque::indexer {

/// Writes what the French chain makes of `text` as a table for people: a row a word, with its
/// bytes, its position and its terms at the three levels.
void write_analysis_table(std::string_view text, text::FrenchAnalyzer& analyzer, std::ostream& out);

}  // namespace kiosque::indexer
