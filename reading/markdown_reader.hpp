#pragma once

#include <string_view>

#include "reading/read_article.hpp"

namespace kiosque::reading {

/// Reads a Markdown file: YAML front matter between `---` lines (declared_fields.hpp names its
/// keys), then the text without markup. Without a declared title, the first `# ` heading is it,
/// else the title is found as in a plain text. A title that the text begins with is not repeated in
/// the body.
///
/// `markdown` is UTF-8 in NFC with lines that end in LF. The id is the declared one or empty.
/// Throws Error(bad_article) for broken front matter and when there is no text.
ReadArticle read_markdown(std::string_view markdown);

}  // namespace kiosque::reading
