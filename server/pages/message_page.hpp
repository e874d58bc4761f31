#pragma once

#include "server/pages/layout.hpp"

namespace kiosque::server {

/// 404: no article is at this address.
Document not_found_page(const Visit& visit);

/// 503: nothing has been published yet.
Document no_index_page(const Visit& visit);

/// What a reader can do nothing about; the log says more.
Document failed_page(const Visit& visit, int status);

}  // namespace kiosque::server
