#pragma once

#include "api/request.hpp"
#include "front/request_head.hpp"

namespace kiosque::server {

/// What the contract speaks of in the head of a request; the body and its length are left out.
api::Request http_request(const front::RequestHead& head);

}  // namespace kiosque::server
