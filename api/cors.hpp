#pragma once

#include <string>
#include <vector>

#include "api/request.hpp"

namespace kiosque::api {

/// Where reads from other sites are allowed from.
struct CorsPolicy {
    std::vector<std::string> origins;  ///< "https://www.example.org"; "*" lets every site read
};

/// Tells a browser whether the site that asks may read the answer; without origins nothing is said,
/// and none may.
void add_cors(const CorsPolicy& policy, const Request& request, Response& response);

}  // namespace kiosque::api
