#include "server/metrics.hpp"

#include <array>
#include <chrono>
#include <ctime>
#include <mutex>
#include <string_view>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

const Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                              0.1,   0.25,   0.5,   1,    2.5,   5};

/// Requests for pages, and for what is not there, which may have any path.
std::string route_label(const std::string& path) {
    const std::string_view route = api::route_name(path);
    return route.empty() ? "page" : std::string(route);
}

/// Of a moment as manifests write it ("2026-11-22T08:30:00Z"); 0 for what is none.
double unix_time(const std::string& moment) {
    std::tm parts{};
    const char* end = ::strptime(moment.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return end == nullptr ? 0 : static_cast<double>(::timegm(&parts));
}

double seconds(std::chrono::microseconds time) {
    return std::chrono::duration<double>(time).count();
}

}  // namespace

class Metrics::Families {
public:
    void count(const Exchange& exchange) {
        const std::string route = route_label(exchange.request.path);
        requests_.Add({{"route", route}, {"status", std::to_string(exchange.status)}}).Increment();
        seconds_.Add({{"route", route}}, kSeconds).Observe(seconds(exchange.worked));
        waited_.Observe(seconds(exchange.waited));
        bytes_.Increment(static_cast<double>(exchange.bytes));
    }

    std::string text(const api::Service& service, const api::AnswerCache::Use& cache,
                     const front::Traffic& traffic) {
        // Of two who ask at once, both would count what is new.
        const std::lock_guard lock(mutex_);
        set(connections_, traffic.connections);
        set(waiting_, traffic.waiting);
        set(working_, traffic.working);
        bring_to(accepted_, traffic.accepted);
        bring_to(refused_, traffic.refused);
        bring_to(cache_hits_, cache.hits);
        bring_to(cache_misses_, cache.misses);
        set(cache_bytes_, cache.bytes);
        look_at_index(service);
        return prometheus::TextSerializer().Serialize(registry_.Collect());
    }

private:
    Gauge& gauge(const char* name, const char* help) {
        return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
    }

    Counter& counter(const char* name, const char* help) {
        return prometheus::BuildCounter().Name(name).Help(help).Register(registry_).Add({});
    }

    static void set(Gauge& gauge, std::size_t value) { gauge.Set(static_cast<double>(value)); }

    /// A counter of what is counted elsewhere, since the start.
    static void bring_to(Counter& counter, std::size_t value) {
        counter.Increment(static_cast<double>(value) - counter.Value());
    }

    void look_at_index(const api::Service& service) {
        api::Request request;
        request.path = "/v1/stats";
        try {
            const auto stats = service.answer(request);
            set(articles_, stats.at("articles").get<std::size_t>());
            set(index_bytes_, stats.at("bytes").get<std::size_t>());
            published_.Set(unix_time(stats.at("created").get<std::string>()));
            set(is_ready_, 1);
        } catch (const std::exception&) {
            for (Gauge* gauge : {&is_ready_, &articles_, &index_bytes_, &published_})
                set(*gauge, 0);
        }
    }

    std::mutex mutex_;
    prometheus::Registry registry_;
    Family<Counter>& requests_ = prometheus::BuildCounter()
                                     .Name("kiosque_requests_total")
                                     .Help("Requests that were answered.")
                                     .Register(registry_);
    Family<Histogram>& seconds_ = prometheus::BuildHistogram()
                                      .Name("kiosque_request_seconds")
                                      .Help("Time that an answer took, waiting left out.")
                                      .Register(registry_);
    Histogram& waited_ = prometheus::BuildHistogram()
                             .Name("kiosque_request_waiting_seconds")
                             .Help("Time that a request waited for a thread.")
                             .Register(registry_)
                             .Add({}, kSeconds);
    Counter& bytes_ = counter("kiosque_answer_bytes_total", "Bytes of answers, with their heads.");
    Gauge& connections_ = gauge("kiosque_connections", "Connections that are open.");
    Gauge& waiting_ = gauge("kiosque_requests_waiting", "Requests that wait for a thread.");
    Gauge& working_ = gauge("kiosque_requests_working", "Requests that wait or are answered.");
    Counter& accepted_ = counter("kiosque_connections_accepted_total", "Connections.");
    Counter& refused_ =
        counter("kiosque_requests_refused_total", "What was no request, too slow or too much.");
    Counter& cache_hits_ = counter("kiosque_cache_hits_total", "Answers that were kept.");
    Counter& cache_misses_ = counter("kiosque_cache_misses_total", "Answers that had to be made.");
    Gauge& cache_bytes_ = gauge("kiosque_cache_bytes", "Answers that are kept now.");
    Gauge& is_ready_ = gauge("kiosque_index_ready", "1 when an index is open.");
    Gauge& articles_ = gauge("kiosque_index_articles", "Articles of the index.");
    Gauge& published_ = gauge("kiosque_index_published_timestamp_seconds",
                              "When the index was published, in seconds since 1970.");
    Gauge& index_bytes_ = gauge("kiosque_index_bytes", "Size of the index on disk.");
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}

Metrics::~Metrics() = default;

void Metrics::count(const Exchange& exchange) const {
    families_->count(exchange);
}

api::Response Metrics::answer(const api::Service& service, const api::AnswerCache::Use& cache,
                              const front::Traffic& traffic) const {
    api::Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.headers = {{"Cache-Control", "no-store"}};
    response.body = families_->text(service, cache, traffic);
    return response;
}

}  // namespace kiosque::server
