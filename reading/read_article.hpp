#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/article.hpp"

namespace kiosque::reading {

/// A piece of a page that is no part of the article and was left out of the index.
struct Cut {
    std::string
        kind;  ///< "language bar", "share button", "comment form", "rating", "navigation" ...
    std::size_t line;  ///< in the source text, counted from 1; 0 where lines mean nothing (HTML)
    std::string text;  ///< what stood there, shortened to 120 bytes
};

/// An article as it came out of a file, with what the report tells about it.
struct ReadArticle {
    Article article;
    std::string title_from;  ///< "front matter", "JSON-LD", "first line", "first sentence" ...
    std::size_t line = 0;    ///< where it starts in a file of several articles; 0 when it is all
    std::vector<Cut> cuts;
    std::vector<std::string> warnings;  ///< read all the same, but worth a word
};

/// Something that could not be read as an article. One line of the report.
struct Problem {
    std::string path;
    std::size_t line = 0;  ///< 0 when the whole file is meant
    std::string message;   ///< what was wrong, what was expected, what to do
};

using OnArticle = std::function<void(ReadArticle)>;
using OnProblem = std::function<void(Problem)>;

}  // namespace kiosque::reading
