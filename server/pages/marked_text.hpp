#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/pages/html.hpp"

namespace kiosque::server {

/// A place in a text, UTF-8 bytes, [begin, end).
struct MarkedRange {
    std::size_t begin;
    std::size_t end;
};

/// `body` as paragraphs, which an empty line separates, with `marks` highlighted. Marks may come in
/// any order; what lies outside the text, inside a character or over another mark is left out.
Html marked_paragraphs(std::string_view body, std::vector<MarkedRange> marks);

}  // namespace kiosque::server
