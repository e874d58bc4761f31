#include "server/config.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::server;

TEST_CASE("a configuration file sets what it names", "[server][config]") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("kiosque.toml",
                                   "index = \"/srv/kiosque\"\nport = 9000\n"
                                   "cors_origins = [\"https://www.example.org\"]\n");
    ServerConfig config;
    read_config_file(file, config);
    CHECK(config.index == "/srv/kiosque");
    CHECK(config.port == 9000);
    CHECK(config.host == "127.0.0.1");
    CHECK(config.cors_origins == std::vector<std::string>{"https://www.example.org"});
    CHECK_NOTHROW(check_config(config));
}

TEST_CASE("a wrong configuration names the file, the line, the key and what is expected",
          "[server][config]") {
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"\nport = \"huit\"", ":2: 'port' must be a whole number"},
        {"port = 70000", ":1: 'port' must be a whole number from 0 to 65535, but is '70000'"},
        {"host = 3", ":1: 'host' must be a text between quotes"},
        {"prot = 3",
         ":1: 'prot' is no key of the configuration, which has access_log, burst, cache_mb, "
         "cors_origins, deadline_ms, empty_log, host, index, metrics, port, postings_mb, rate, "
         "read_key_file, site_name, slow_ms, socket, synonyms, threads, trusted_proxies, "
         "write_key_file"},
        {"metrics = 1", ":1: 'metrics' must be true or false"},
        {"threads = -1", ":1: 'threads' must be a whole number from 0 to 1024, but is '-1'"},
        {"cors_origins = \"x\"",
         ":1: 'cors_origins' must be a list of texts such as [\"https://www.example.org\"]"},
    }));
    const test::TemporaryFolder folder;
    const auto file = folder.write("kiosque.toml", text);
    ServerConfig config;
    CAPTURE(text);
    CHECK_THROWS_MATCHES(read_config_file(file, config), Error,
                         Catch::Message(file.string() + message));
}

TEST_CASE("what is no TOML at all is refused with its line", "[server][config]") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("kiosque.toml", "port = 1\n= =\n");
    ServerConfig config;
    CHECK_THROWS_WITH(read_config_file(file, config),
                      Catch::Contains(file.string() + ":2 is no TOML"));
}

TEST_CASE("an index must be named and origins be written as browsers write them",
          "[server][config]") {
    ServerConfig config;
    CHECK_THROWS_WITH(check_config(config),
                      "'index' must name the folder of an index (--index "
                      "DIR), but is missing");
    config.index = "x";
    config.cors_origins = {"www.example.org"};
    CHECK_THROWS_AS(check_config(config), Error);
    config.cors_origins = {"*"};
    CHECK_NOTHROW(check_config(config));
}

TEST_CASE("every option has a flag, a variable and a key of its own, and a help",
          "[server][config]") {
    std::set<std::string> names;
    for (const auto& option : server_options()) {
        CAPTURE(option.key);
        CHECK(names.insert(option.key).second);
        CHECK(names.insert(option.flag).second);
        CHECK(names.insert(option.variable).second);
        CHECK(option.flag.starts_with("--"));
        CHECK(option.variable.starts_with("KIOSQUE_"));
        CHECK(option.help.size() > 10);
    }
}

TEST_CASE("an option said twice, or by a wrong value, is told with where it was said",
          "[server][config]") {
    const auto option_of = [](const std::string& key) {
        return *std::find_if(server_options().begin(), server_options().end(),
                             [&](const auto& option) { return option.key == key; });
    };
    ServerConfig config;
    CHECK_THROWS_WITH(set_option(option_of("port"), {"1", "2"}, "--port", config),
                      "--port must be said once, but is said 2 times");
    CHECK_THROWS_WITH(set_option(option_of("port"), {"http"}, "KIOSQUE_PORT", config),
                      "KIOSQUE_PORT must be a whole number from 0 to 65535, but is 'http'");
    set_option(option_of("metrics"), {"true"}, "--metrics", config);
    CHECK(config.metrics);
}
