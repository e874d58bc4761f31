#include "server/answering.hpp"

#include <string>
#include <utility>

#include "base/log.hpp"
#include "server/access_keys.hpp"

namespace kiosque::server {
namespace {

constexpr std::size_t kLongestTarget = 500;  ///< of an address in the log

std::optional<api::Writing> writing_of(const ServerConfig& config) {
    auto key = find_write_key(config.write_key_file);
    if (!key) return {};
    return api::Writing{index::Inbox(config.index), std::move(*key)};
}

Gate::Settings gate_of(const ServerConfig& config, const std::optional<api::Writing>& writing) {
    Gate::Settings settings;
    settings.read_keys = find_read_keys(config.read_key_file);
    if (writing) settings.write_key = writing->key;
    settings.rate = static_cast<unsigned>(config.rate);
    settings.burst = static_cast<unsigned>(config.burst);
    return settings;
}

}  // namespace

Answering::Answering(const ServerConfig& config, const search::Engine& engine,
                     api::AnswerCache& cache)
    : cors_{config.cors_origins},
      proxies_(config.trusted_proxies),
      writing_(writing_of(config)),
      gate_(gate_of(config, writing_)),
      service_(engine, cors_, writing_ ? &*writing_ : nullptr, &cache,
               std::chrono::milliseconds(config.deadline_ms)),
      site_(service_, config.site_name),
      slow_(config.slow_ms) {
    if (!config.access_log.empty()) access_log_.emplace(config.access_log);
    if (!config.empty_log.empty()) empty_log_.emplace(config.empty_log);
}

std::optional<api::Response> Answering::refuse(const api::Request& request) {
    auto refused = gate_.refuse(request);
    // A page of another site that may read is told why it may not now.
    if (refused && api::is_reading(request.method)) api::add_cors(cors_, request, *refused);
    return refused;
}

api::Response Answering::answer(const api::Request& request) {
    if (auto refused = refuse(request)) return std::move(*refused);
    return site_.handle(request);
}

void Answering::log(const Exchange& exchange) const {
    if (access_log_) access_log_->write(exchange);
    if (empty_log_) empty_log_->write(exchange);
    if (slow_.count() == 0 || exchange.worked < slow_) return;
    log_warning("slow: " + std::to_string(exchange.worked.count() / 1000) + " ms for " +
                exchange.request.method + " " + exchange.request.target.substr(0, kLongestTarget) +
                ", request " + exchange.id);
}

}  // namespace kiosque::server
