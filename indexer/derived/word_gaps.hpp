#pragma once

#include "indexer/derived/article_words.hpp"

namespace kiosque::indexer {

/// True when a name may go on from the word before to this one: nothing but blanks, hyphens and
/// elided articles stand between them, no comma and no end of a line or a part.
bool goes_on(const ArticleWord& word);

/// True when nothing but blanks stand between the word before and this one.
bool follows_directly(const ArticleWord& word);

}  // namespace kiosque::indexer
