#pragma once

#include <span>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/mention.hpp"

namespace kiosque::indexer {

/// The years from 1000 to 2100 that the words name, as mentions of the facet "annee", in order.
///
/// A number of four digits is a year only where something says so: a word before it ("en 2013",
/// "juin 2024", "la crise de 2008"), brackets, a date in digits, or another year that it is joined
/// to ("2013-2015", "de 1998 à 2003"). Nothing is guessed from the number itself.
std::vector<Mention> find_years(std::span<const ArticleWord> words);

}  // namespace kiosque::indexer
