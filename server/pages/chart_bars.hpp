#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/pages/date_window.hpp"
#include "server/pages/layout.hpp"

namespace kiosque::server {

/// A period and how many articles it has.
struct Bar {
    std::string period;  ///< as a filter names it
    std::size_t count = 0;
    bool is_chosen = false;
};

/// The bars as a drawing, each a link that chooses its period. It is for the eye and the pointer
/// alone, hidden from screen readers and passed over by the keyboard: sixty stops of a few pixels
/// are no way through a page. `bar_table` says the same to everybody.
Html bar_chart(const Visit& visit, const DateWindow& window, const std::vector<Bar>& bars);

/// The bars as a table in a fold, whose links the keyboard reaches and a finger hits.
Html bar_table(const Visit& visit, const DateWindow& window, const std::vector<Bar>& bars);

}  // namespace kiosque::server
