#pragma once

#include <string>

#include "api/service.hpp"
#include "server/pages/layout.hpp"

namespace kiosque::server {

/// `/article/{id}`: the article, with the words of the visit's query marked in it.
/// Throws Error(not_found), and Error(invalid_parameter) for a query that the contract refuses.
Document article_page(const api::Service& service, const Visit& visit, const std::string& id);

}  // namespace kiosque::server
