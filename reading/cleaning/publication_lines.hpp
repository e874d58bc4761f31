#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/article.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/read_article.hpp"

namespace kiosque::reading {

/// What a line tells about the publication, when it tells nothing else.
struct PublicationLine {
    std::optional<Day> date;
    std::vector<std::string> authors;
};

/// Reads "Publié le 3 juillet 2024 à 10h", "3 juillet 2024", "Par Jeanne Dupont et Paul Martin",
/// "Auteur : AFP", "Par Jeanne Dupont | 03/07/2024"; nothing when the line says anything more.
std::optional<PublicationLine> parse_publication_line(std::string_view line);

/// Takes date and authors from such lines among the first of a text, and cuts these lines. What
/// `article` has already is kept. A line that begins with "Auteur :" or "Author:" counts anywhere.
void take_publication_lines(std::vector<Line>& lines, Article& article, std::vector<Cut>& cuts);

}  // namespace kiosque::reading
