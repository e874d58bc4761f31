#include <csignal>
#include <iostream>
#include <optional>
#include <thread>
#include <utility>

#include <pthread.h>
#include <CLI/CLI.hpp>

#include "api/service.hpp"
#include "api/version.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "search/engine.hpp"
#include "server/config.hpp"
#include "server/http_server.hpp"
#include "server/index_watcher.hpp"
#include "server/pages/site.hpp"
#include "server/write_key.hpp"

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

void serve(const server::ServerConfig& config) {
    const sigset_t signals = ending_signals();
    std::optional<api::Writing> writing;
    if (auto key = server::find_write_key(config.write_key_file)) {
        writing.emplace(api::Writing{index::Inbox(config.index), std::move(*key)});
    }
    search::Engine engine(config.index, config.synonyms);
    const api::Service service(engine, {config.cors_origins}, writing ? &*writing : nullptr);
    const server::Site site(service, config.site_name);
    server::HttpServer http([&](const api::Request& request) { return site.handle(request); },
                            [&](const api::Request& head) { return service.wants_body(head); });
    const int port = http.bind(config.host, config.port);
    const server::IndexWatcher watcher(engine);
    if (!engine.is_ready()) {
        log_warning("nothing to search in " + config.index.string() +
                    " yet; it is served as soon as kiosque-index has published an index");
    }
    if (writing) log_info("articles are taken over HTTP from whoever has the key");
    log_info("listening on http://" + config.host + ":" + std::to_string(port) + "/");
    std::thread ending([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        log_info("ending: requests under way are finished");
        http.stop();
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

}  // namespace

int main(int argc, char** argv) {
    start_log("kiosque-server");
    CLI::App app("Serves full-text search over an index that kiosque-index has made.",
                 "kiosque-server");
    app.set_version_flag("--version", std::string(api::kVersion));
    server::ServerConfig config;
    std::string config_file;
    // The file is read first, so that what is said on the command line wins.
    auto* file_option = app.add_option("--config", config_file, "TOML file with these options")
                            ->check(CLI::ExistingFile);
    std::string index;
    std::string host;
    int port = 0;
    std::vector<std::string> cors;
    auto* index_option = app.add_option("--index", index, "folder of the index");
    auto* host_option =
        app.add_option("--host", host, "address to listen on (127.0.0.1; 0.0.0.0 for all)");
    auto* port_option = app.add_option("--port", port, "port to listen on (8080; 0 for any)");
    auto* cors_option = app.add_option(
        "--cors", cors, "site that may read from a browser, or * for all (may be repeated)");
    std::string synonyms;
    auto* synonyms_option = app.add_option(
        "--synonyms", synonyms, "table of synonyms beside the product's (docs/synonyms.md)");
    std::string write_key_file;
    auto* write_key_option = app.add_option(
        "--write-key-file", write_key_file,
        "file with the key for sending articles (docs/writing.md); without it, or the key in "
        "KIOSQUE_WRITE_KEY, none are taken");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        if (*file_option) server::read_config_file(config_file, config);
        if (*index_option) config.index = index;
        if (*host_option) config.host = host;
        if (*port_option) config.port = port;
        if (*cors_option) config.cors_origins = cors;
        if (*synonyms_option) config.synonyms = synonyms;
        if (*write_key_option) config.write_key_file = write_key_file;
        server::check_config(config);
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
