#include "api/cors.hpp"

#include <algorithm>

namespace kiosque::api {

void add_cors(const CorsPolicy& policy, const Request& request, Response& response) {
    if (policy.origins.empty()) return;
    const auto allows = [&](const std::string& origin) {
        return std::find(policy.origins.begin(), policy.origins.end(), origin) !=
               policy.origins.end();
    };
    if (allows("*")) {
        response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    } else {
        // A cache must not give one site the answer that was made for another.
        response.headers.emplace_back("Vary", "Origin");
        if (request.origin.empty() || !allows(request.origin)) return;
        response.headers.emplace_back("Access-Control-Allow-Origin", request.origin);
    }
    response.headers.emplace_back("Access-Control-Expose-Headers", "ETag");
    if (request.method == "OPTIONS") {
        response.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
        response.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match");
        response.headers.emplace_back("Access-Control-Max-Age", "86400");
    }
}

}  // namespace kiosque::api
