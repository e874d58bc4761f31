#pragma once

#include <string_view>

namespace kiosque::text {

/// True for the apostrophes that French texts use: ' ’ ʼ.
bool is_apostrophe(char32_t code_point);

/// True when `word`, as written but without its apostrophe, is elided before the word that follows
/// it: "l", "D", "qu", "Lorsqu" ... and `next`, as written, does not make one word with it
/// ("presqu'île").
bool is_elided(std::string_view word, std::string_view next);

}  // namespace kiosque::text
