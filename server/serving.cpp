#include "server/serving.hpp"

#include <algorithm>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "api/answer_cache.hpp"
#include "base/log.hpp"
#include "search/engine.hpp"
#include "server/answering.hpp"
#include "server/http_server.hpp"
#include "server/index_watcher.hpp"
#include "server/metrics.hpp"

namespace kiosque::server {
namespace {

/// The signals that end the server or have it read its configuration again; blocked everywhere,
/// waited for by one thread.
sigset_t awaited_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGHUP, SIG_DFL);  // what is ignored cannot be waited for
    return signals;
}

/// A file of the index that somebody cuts short in place takes memory away that is in use, and so
/// does a disk that cannot be read any more: nothing can be answered behind that. Whoever looks
/// after the server starts it again, and the files are looked at anew.
void tell_of_lost_memory(int signal) {
    constexpr std::string_view kWhy =
        "kiosque-server: a file of the index was cut short while it was served, or its disk cannot "
        "be read; the server ends\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kWhy.data(), kWhy.size());
    std::signal(signal, SIG_DFL);
    ::raise(signal);
}

/// Waits for whoever does not want to wait any more; a configuration is not read again.
void end_at_second_signal(sigset_t signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) != 0 || signal == SIGHUP) {
    }
    ::_exit(128 + signal);
}

/// As many connections as the system lets the process have, most of them idle, and a thread for
/// each core, since answers are made of computing alone.
front::Settings front_settings(int threads) {
    constexpr rlim_t kForIndexAndLogs = 512;
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    const rlim_t before = std::exchange(files.rlim_cur, files.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0) files.rlim_cur = before;
    front::Settings settings;
    const std::size_t cores = std::max(2U, std::thread::hardware_concurrency());
    settings.threads = threads > 0 ? static_cast<std::size_t>(threads) : cores;
    const rlim_t all_but_few = files.rlim_cur - std::min(files.rlim_cur, kForIndexAndLogs);
    const rlim_t left = std::max(files.rlim_cur / 2, all_but_few);
    settings.most_connections = std::min<std::size_t>(settings.most_connections, left);
    return settings;
}

/// Takes the address that the configuration names; gives back what the log calls it.
std::string listen(HttpServer& http, const ServerConfig& config) {
    if (!config.socket.empty()) {
        http.bind_unix(config.socket);
        return "the socket " + config.socket.string();
    }
    const bool is_v6 = config.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? "[" + config.host + "]" : config.host;
    return "http://" + host + ":" + std::to_string(http.bind(config.host, config.port)) + "/";
}

/// The configuration in force: taken by each request, changed by SIGHUP.
class InForce {
public:
    explicit InForce(std::shared_ptr<Answering> first) : answering_(std::move(first)) {}

    std::shared_ptr<Answering> get() const {
        const std::lock_guard lock(mutex_);
        return answering_;
    }
    void change(std::shared_ptr<Answering> next) {
        const std::lock_guard lock(mutex_);
        answering_.swap(next);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<Answering> answering_;
};

bool is_for_metrics(const ServerConfig& config, const api::Request& request) {
    return config.metrics && request.target == "/metrics" && api::is_reading(request.method);
}

/// Reads the configuration again, which also opens the logs anew. What is wrong with it is told,
/// and the one before stays in force.
void reload(const std::function<ServerConfig()>& read_config, const ServerConfig& started,
            const search::Engine& engine, api::AnswerCache& cache, InForce& in_force) {
    try {
        ServerConfig config = read_config();
        const auto waiting = changes_for_restart(started, config);
        config.index = started.index;  // its inbox goes with the index that is served
        in_force.change(std::make_shared<Answering>(config, engine, cache));
        log_info("the configuration was read again, and is in force");
        for (const auto& key : waiting) {
            log_warning("'" + key + "' has changed, which takes a restart to be in force");
        }
    } catch (const std::exception& error) {
        log_error("the configuration was read again and is not taken, the one before stays: " +
                  std::string(error.what()));
    }
}

}  // namespace

void try_config(const ServerConfig& config) {
    const search::Engine engine(config.index, config.synonyms);
    api::AnswerCache cache(0);
    const Answering tried(config, engine, cache);
}

void serve(const ServerConfig& config, const std::function<ServerConfig()>& read_config) {
    const sigset_t signals = awaited_signals();
    std::signal(SIGBUS, tell_of_lost_memory);
    search::Engine engine(config.index, config.synonyms,
                          static_cast<std::size_t>(config.postings_mb) << 20U);
    api::AnswerCache cache(static_cast<std::size_t>(config.cache_mb) << 20U);
    InForce in_force(std::make_shared<Answering>(config, engine, cache));
    const Metrics metrics;
    const HttpServer* traffic_of = nullptr;
    const auto answer = [&](const api::Request& request) {
        const auto answering = in_force.get();
        if (!is_for_metrics(config, request)) return answering->answer(request);
        if (auto refused = answering->refuse(request)) return std::move(*refused);
        return metrics.answer(answering->service(), cache.use(), traffic_of->traffic());
    };
    const auto observe = [&](const Exchange& exchange) {
        metrics.count(exchange);
        in_force.get()->log(exchange);
    };
    HttpServer http(
        {answer, [&](const api::Request& head) { return in_force.get()->wants_body(head); },
         observe,
         [&](const std::string& peer, const std::string& forwarded_for) {
             return in_force.get()->client(peer, forwarded_for);
         }},
        front_settings(config.threads));
    traffic_of = &http;
    const std::string address = listen(http, config);
    const IndexWatcher watcher(
        engine, [&](const auto& searcher) { in_force.get()->service().warm(searcher); });
    if (!engine.is_ready()) {
        log_warning("nothing to search in " + config.index.string() +
                    " yet; it is served as soon as kiosque-index has published an index");
    }
    if (in_force.get()->takes_articles()) {
        log_info("articles are taken over HTTP from whoever has the key");
    }
    log_info("listening on " + address);
    std::thread waiting([&] {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) {
            reload(read_config, config, engine, cache, in_force);
        }
        log_info("ending: requests under way are finished; a second signal ends at once");
        http.stop();
        std::thread(end_at_second_signal, signals).detach();
    });
    try {
        http.serve();
    } catch (...) {
        pthread_kill(waiting.native_handle(), SIGTERM);
        waiting.join();
        throw;
    }
    waiting.join();
}

}  // namespace kiosque::server
