#pragma once

#include <cstddef>

#include "server/pages/layout.hpp"

namespace kiosque::server {

/// How many pages of results can be read: those behind the contract's largest offset are not shown.
std::size_t page_count(std::size_t total);

/// Links to the pages of results; nothing when there is only one.
Html page_links(const Visit& visit, std::size_t total);

/// Links to the orders that the results can be read in.
Html sort_links(const Visit& visit);

}  // namespace kiosque::server
