#include "server/gate.hpp"

#include <string>
#include <utility>

#include "api/problem.hpp"
#include "base/error.hpp"

namespace kiosque::server {
namespace {

bool is_open_to_all(const api::Request& request) {
    return request.path == "/healthz" || request.path == "/readyz" || request.method == "OPTIONS";
}

api::Response no_key() {
    api::Response response = api::problem(
        Error(ErrorCode::key_missing, "Authorization",
              "this server is read with a key: send 'Authorization: Bearer KEY', or give the key "
              "as the password that the browser asks for"));
    // A browser shows its dialogue for the first that it knows.
    response.headers = {{"WWW-Authenticate", "Basic realm=\"Kiosque\", charset=\"UTF-8\""},
                        {"WWW-Authenticate", "Bearer"}};
    return response;
}

api::Response too_often(std::chrono::milliseconds wait) {
    const auto seconds = std::to_string((wait.count() + 999) / 1000);
    api::Response response = api::problem(Error(ErrorCode::too_often,
                                                "this client asks more often than its share; ask "
                                                "again in " +
                                                    seconds + " s"));
    response.headers.emplace_back("Retry-After", seconds);
    return response;
}

}  // namespace

Gate::Gate(Settings settings)
    : settings_(std::move(settings)),
      limit_(settings_.rate, settings_.burst > 0 ? settings_.burst : 2 * settings_.rate) {}

std::optional<std::size_t> Gate::key_of(const api::Request& request) const {
    std::optional<std::size_t> found;
    // All are looked at, so that the time tells nothing of which it was.
    for (std::size_t i = 0; i < settings_.read_keys.size(); ++i) {
        const api::AccessKey& key = settings_.read_keys[i];
        if (key.opens(request.authorization) || key.is_password_in(request.authorization))
            found = i;
    }
    return found;
}

std::optional<api::Response> Gate::refuse(const api::Request& request) {
    if (is_open_to_all(request)) return {};
    const auto key = key_of(request);
    const std::string client = key ? "key " + std::to_string(*key) : share_of(request.client);
    // Wrong keys count, too: nobody may try them out faster than he may ask.
    if (const auto wait = limit_.take(client); wait.count() > 0) return too_often(wait);
    if (settings_.read_keys.empty() || key || !api::is_reading(request.method)) return {};
    const auto& write_key = settings_.write_key;
    const bool may_write = write_key && (write_key->opens(request.authorization) ||
                                         write_key->is_password_in(request.authorization));
    return may_write ? std::nullopt : std::optional(no_key());
}

}  // namespace kiosque::server
