#pragma once

#include <string_view>

namespace kiosque::text {

/// True for the words that stand in every French text and tell nothing of its subject: articles,
/// pronouns, prepositions, conjunctions, forms of `être` and `avoir`. `exact` is the exact form.
bool is_stop_word(std::string_view exact);

}  // namespace kiosque::text
