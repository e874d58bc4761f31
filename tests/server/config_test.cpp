#include "server/config.hpp"

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
        {"\nport = \"huit\"", ":2: 'port' must be a whole number from 0 to 65535"},
        {"port = 70000", ":1: 'port' must be a whole number from 0 to 65535"},
        {"host = 3", ":1: 'host' must be a text between quotes"},
        {"prot = 3",
         ":1: 'prot' is no key of the configuration, which has cors_origins, host, "
         "index, port, site_name, synonyms, write_key_file"},
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
