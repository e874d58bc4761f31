#pragma once

#include <cstddef>
#include <span>

#include "indexer/derived/article_words.hpp"

namespace kiosque::indexer {

/// True when the adjective of a country at words[at] is rather the name of its language: "en
/// français", "le russe", "langue chinoise", "parler anglais". "Le français Renault" is not.
bool is_language(std::span<const ArticleWord> words, std::size_t at);

}  // namespace kiosque::indexer
