#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/declared_fields.hpp"

namespace kiosque::reading {

/// What stands between two `---` lines at the start of a Markdown file, and what follows them.
struct FrontMatter {
    DeclaredFields fields;
    /// Key and value of what names no field, in the order of the file; a list has a row a value.
    std::vector<std::pair<std::string, std::string>> more;
    std::string_view rest;  ///< the file behind the front matter; all of it when there is none
};

/// Reads YAML front matter. A file that begins with `---` and holds no list of keys there (a rule,
/// then prose) has none. `rest` points into `markdown`.
/// Throws Error(bad_article), with line and column, for broken YAML, for a value of the wrong type,
/// and for more than 64 KiB of it.
FrontMatter read_front_matter(std::string_view markdown);

}  // namespace kiosque::reading
