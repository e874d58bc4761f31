#include <algorithm>
#include <chrono>
#include <csignal>
#include <deque>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include "api/service.hpp"
#include "api/version.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "search/engine.hpp"
#include "server/access_log.hpp"
#include "server/config.hpp"
#include "server/http_server.hpp"
#include "server/index_watcher.hpp"
#include "server/metrics.hpp"
#include "server/pages/site.hpp"
#include "server/access_keys.hpp"

namespace {

using namespace kiosque;

/// The signals that end the server; blocked everywhere, waited for by one thread.
sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
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
std::string listen(server::HttpServer& http, const server::ServerConfig& config) {
    if (!config.socket.empty()) {
        http.bind_unix(config.socket);
        return "the socket " + config.socket.string();
    }
    const bool is_v6 = config.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? "[" + config.host + "]" : config.host;
    return "http://" + host + ":" + std::to_string(http.bind(config.host, config.port)) + "/";
}

/// Those that look on while requests are answered.
class Observers {
public:
    explicit Observers(const server::ServerConfig& config) : slow_(config.slow_ms) {
        if (!config.access_log.empty()) access_log_.emplace(config.access_log);
    }

    void look(const server::Exchange& exchange) const {
        metrics_.count(exchange);
        if (access_log_) access_log_->write(exchange);
        if (slow_.count() > 0 && exchange.worked >= slow_) {
            log_warning("slow: " + std::to_string(exchange.worked.count() / 1000) + " ms for " +
                        exchange.request.method + " " +
                        exchange.request.target.substr(0, kLongestTarget) + ", request " +
                        exchange.id);
        }
    }

    const server::Metrics& metrics() const { return metrics_; }

private:
    static constexpr std::size_t kLongestTarget = 500;

    std::chrono::milliseconds slow_;
    server::Metrics metrics_;
    std::optional<server::AccessLog> access_log_;
};

void serve(const server::ServerConfig& config) {
    const sigset_t signals = ending_signals();
    std::optional<api::Writing> writing;
    if (auto key = server::find_write_key(config.write_key_file)) {
        writing.emplace(api::Writing{index::Inbox(config.index), std::move(*key)});
    }
    search::Engine engine(config.index, config.synonyms);
    api::AnswerCache cache(static_cast<std::size_t>(config.cache_mb) << 20U);
    const api::Service service(engine, {config.cors_origins}, writing ? &*writing : nullptr,
                               &cache);
    const server::Site site(service, config.site_name);
    const Observers observers(config);
    const server::HttpServer* traffic_of = nullptr;
    server::HttpServer http(
        [&](const api::Request& request) {
            const bool is_metrics = config.metrics && request.target == "/metrics" &&
                                    (request.method == "GET" || request.method == "HEAD");
            return is_metrics
                       ? observers.metrics().answer(service, cache.use(), traffic_of->traffic())
                       : site.handle(request);
        },
        [&](const api::Request& head) { return service.wants_body(head); },
        [&](const server::Exchange& exchange) { observers.look(exchange); },
        front_settings(config.threads));
    traffic_of = &http;
    const std::string address = listen(http, config);
    const server::IndexWatcher watcher(engine);
    if (!engine.is_ready()) {
        log_warning("nothing to search in " + config.index.string() +
                    " yet; it is served as soon as kiosque-index has published an index");
    }
    if (writing) log_info("articles are taken over HTTP from whoever has the key");
    log_info("listening on " + address);
    std::thread ending([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        log_info("ending: requests under way are finished; a second signal ends at once");
        http.stop();
        pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    });
    try {
        http.serve();
    } catch (...) {
        pthread_kill(ending.native_handle(), SIGTERM);
        ending.join();
        throw;
    }
    ending.join();
}

/// What was said of each option, on the command line or in the environment.
struct Said {
    const server::ServerOption* option;
    CLI::Option* parsed;
    std::vector<std::string> values{};
    bool is_yes = false;
};

/// Into a deque, since the parser keeps addresses of what is in it.
void add_options(CLI::App& app, std::deque<Said>& all) {
    for (const auto& option : server::server_options()) {
        Said& said = all.emplace_back(Said{&option, nullptr});
        said.parsed = option.kind == server::ServerOption::Kind::yes
                          ? app.add_flag(option.flag, said.is_yes, option.help)
                          : app.add_option(option.flag, said.values, option.help);
        said.parsed->envname(option.variable);
        if (option.kind != server::ServerOption::Kind::yes) said.parsed->allow_extra_args(false);
    }
}

/// A variable has no other way to hold several texts: "a, b" is two.
std::vector<std::string> cut_at_commas(const std::vector<std::string>& values) {
    std::vector<std::string> texts;
    for (std::string_view rest : values) {
        while (true) {
            const std::size_t comma = rest.find(',');
            const std::string_view text = rest.substr(0, comma);
            const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
            texts.emplace_back(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
        }
    }
    return texts;
}

void take(const Said& said, server::ServerConfig& config) {
    if (!*said.parsed) return;
    auto values = said.values;
    if (said.option->kind == server::ServerOption::Kind::yes) {
        values = {said.is_yes ? "true" : "false"};
    }
    if (said.option->kind == server::ServerOption::Kind::texts) values = cut_at_commas(values);
    server::set_option(*said.option, values,
                       said.option->flag + " (or " + said.option->variable + ")", config);
}

}  // namespace

int main(int argc, char** argv) {
    start_log("kiosque-server");
    std::signal(SIGBUS, tell_of_lost_memory);
    std::signal(SIGHUP, SIG_IGN);  // what rotates logs sends it; they are only ever appended to
    CLI::App app("Serves full-text search over an index that kiosque-index has made.",
                 "kiosque-server");
    app.set_version_flag("--version", std::string(api::kVersion));
    std::string config_file;
    app.add_option("--config", config_file, "TOML file with these options")
        ->check(CLI::ExistingFile);
    bool only_checks = false;
    app.add_flag("--check-config", only_checks, "check the options and the file, and end");
    std::deque<Said> options;
    add_options(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        // The file is read first, so that what is said elsewhere wins.
        server::ServerConfig config;
        if (!config_file.empty()) server::read_config_file(config_file, config);
        for (const auto& said : options) take(said, config);
        server::check_config(config);
        if (only_checks) {
            // As a start does: reads the key and the synonyms.
            server::find_write_key(config.write_key_file);
            search::Engine(config.index, config.synonyms);
            std::cout << "The configuration can be served with.\n";
            return 0;
        }
        serve(config);
        return 0;
    } catch (const Error& error) {
        std::cerr << "kiosque-server: " << error.what() << "\n";
        return error.code() == ErrorCode::invalid_parameter ? 2 : 1;
    } catch (const std::exception& error) {
        std::cerr << "kiosque-server: " << error.what() << "\n";
        return 1;
    }
}
