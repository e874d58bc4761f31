#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Reads a JSON file: one article (an object), or a list of them. declared_fields.hpp names the
/// keys; other keys are passed over. Text under "html" or "content_html" may be HTML; all other
/// text is plain, its lines are paragraphs.
///
/// An object that is no article (a wrong type, no text, an id that cannot be one) is a Problem with
/// its line, and the others are read. Broken JSON is one Problem for the file. Articles of a list
/// without an id get `id_path` and "#" and their number, from 1; a single one gets `id_path`.
/// `path` names the file in Problems.
void read_json(std::string_view bytes, const std::string& path, const std::string& id_path,
               const OnArticle& on_article, const OnProblem& on_problem);

/// Reads JSON Lines, one article a line; empty lines are passed over. The stream may be of any
/// length; a line longer than `max_line_bytes` is a Problem, as is every other line that cannot be
/// read, and the next one follows. An article without an id gets `id_path` and "#" and its line.
void read_json_lines(std::istream& lines, std::size_t max_line_bytes, const std::string& path,
                     const std::string& id_path, const OnArticle& on_article,
                     const OnProblem& on_problem);

}  // namespace kiosque::reading
