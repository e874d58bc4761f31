#pragma once

#include <cstdint>
#include <string>

namespace kiosque::bench {

/// A word that can be said but is in no dictionary, "tailonbra": three or four syllables, another
/// one for each number below 2^32.
std::string made_up_word(std::uint32_t number);

}  // namespace kiosque::bench
