#pragma once

#include <vector>

#include "reading/cleaning/lines.hpp"
#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Cuts the lines that a page prints around its article: those of boilerplate_patterns.hpp, and
/// lines without a letter or digit. Only whole lines; a sentence that merely contains such words
/// stays.
void cut_boilerplate(std::vector<Line>& lines, std::vector<Cut>& cuts);

/// Cuts menus ("Accueil | Monde | Culture") and addresses that stand alone on a line. Language bars
/// look alike and are told apart by being cut before.
void cut_menus(std::vector<Line>& lines, std::vector<Cut>& cuts);

/// Cuts a line that stood in the text before: headings of widgets, teasers. A short sentence may be
/// said twice and stays.
void cut_repeated_lines(std::vector<Line>& lines, std::vector<Cut>& cuts);

}  // namespace kiosque::reading
