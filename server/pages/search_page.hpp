#pragma once

#include <optional>

#include "api/service.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/search_state.hpp"

namespace kiosque::server {

/// `/`: the start page with the newest articles, or the results of what the visit asks for.
/// Throws Error(invalid_parameter) for what the contract refuses.
Document search_page(const api::Service& service, const Visit& visit);

/// `/` for an address that cannot be read: says what is wrong and offers to go on without it.
Document wrong_parameter_page(const Visit& visit, const WrongParameter& wrong);

}  // namespace kiosque::server
