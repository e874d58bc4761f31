#include "server/access_log.hpp"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestTarget = 2'000;
constexpr std::size_t kLongestMethod = 20;

double milliseconds(std::chrono::microseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

}  // namespace

void AccessLog::write(const Exchange& exchange) const noexcept {
    try {
        Json line = {
            {"id", exchange.id},
            {"client", exchange.request.client},
            {"method", exchange.request.method.substr(0, kLongestMethod)},
            {"address", exchange.request.target.substr(0, kLongestTarget)},
            {"status", exchange.status},
            {"bytes", exchange.bytes},
            {"waited_ms", milliseconds(exchange.waited)},
            {"took_ms", milliseconds(exchange.worked)},
        };
        if (exchange.total) line["total"] = *exchange.total;
        lines_.write(line);
    } catch (const std::exception& error) {
        log_error(std::string("a line of the access log is lost: ") + error.what());
    }
}

void EmptySearchLog::write(const Exchange& exchange) const noexcept {
    if (!exchange.total || *exchange.total != 0) return;
    try {
        const auto& parameters = exchange.request.parameters;
        const auto query = std::find_if(parameters.begin(), parameters.end(),
                                        [](const auto& each) { return each.first == "q"; });
        if (query == parameters.end() || query->second.empty()) return;
        lines_.write({{"q", query->second},
                      {"address", exchange.request.target.substr(0, kLongestTarget)},
                      {"id", exchange.id}});
    } catch (const std::exception& error) {
        log_error(std::string("a search without a result is not told: ") + error.what());
    }
}

}  // namespace kiosque::server
