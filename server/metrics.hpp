#pragma once

#include <memory>
#include <string>

#include "api/service.hpp"
#include "front/front.hpp"
#include "server/exchange.hpp"

namespace kiosque::server {

/// What the server counts, for Prometheus: requests by route and status, how long they took,
/// connections, and the index. Labels are of a fixed set, whatever is asked for. Thread-safe.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void count(const Exchange& exchange) const;

    /// The answer to GET /metrics.
    api::Response answer(const api::Service& service, const api::AnswerCache::Use& cache,
                         const front::Traffic& traffic) const;

private:
    class Families;
    std::unique_ptr<Families> families_;
};

}  // namespace kiosque::server
