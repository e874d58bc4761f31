#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "api/answer_cache.hpp"
#include "api/request.hpp"
#include "api/service.hpp"
#include "server/access_log.hpp"
#include "server/config.hpp"
#include "server/exchange.hpp"
#include "server/gate.hpp"
#include "server/pages/site.hpp"
#include "server/trusted_proxies.hpp"

namespace kiosque::server {

/// All between a request and its answer that the configuration decides: who comes in, what he is
/// answered, what is logged. It never changes; another configuration makes another one. A request
/// is let in and answered by one; its head may have been looked at, and its line be written, by
/// another. Thread-safe.
class Answering {
public:
    /// Reads the keys and opens the logs that `config` names. Throws Error that says what of it
    /// does not work. Engine and cache must outlive the object.
    Answering(const ServerConfig& config, const search::Engine& engine, api::AnswerCache& cache);

    /// Never throws, but where memory is lost.
    api::Response answer(const api::Request& request);
    bool wants_body(const api::Request& head) const { return service_.wants_body(head); }
    /// The answer to who is not let in; also for what is answered elsewhere.
    std::optional<api::Response> refuse(const api::Request& request);

    /// Whom a request comes from (trusted_proxies.hpp).
    std::string client(const std::string& peer, const std::string& forwarded_for) const {
        return proxies_.client(peer, forwarded_for);
    }

    void log(const Exchange& exchange) const;

    const api::Service& service() const { return service_; }
    bool takes_articles() const { return writing_.has_value(); }

private:
    api::CorsPolicy cors_;
    TrustedProxies proxies_;
    std::optional<api::Writing> writing_;
    Gate gate_;
    api::Service service_;
    Site site_;
    std::chrono::milliseconds slow_;
    std::optional<AccessLog> access_log_;
    std::optional<EmptySearchLog> empty_log_;
};

}  // namespace kiosque::server
