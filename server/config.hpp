#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace kiosque::server {

/// How the server is set up: flag over environment over configuration file over default. README.md
/// tells the same.
struct ServerConfig {
    std::filesystem::path index;     ///< no default: serving the wrong index is worse than none
    std::string host = "127.0.0.1";  ///< "0.0.0.0" lets other machines in
    int port = 8080;                 ///< 0 takes any free port; the log says which
    std::filesystem::path socket;    ///< a Unix socket in place of host and port; empty for none
    int threads = 0;                 ///< that answer; 0 for one each core
    std::vector<std::string> cors_origins;  ///< sites that may read from a browser; "*" for all
    std::string site_name = "Kiosque";      ///< the name that the page shows
    std::filesystem::path synonyms;         ///< a table beside the product's; empty for none
    std::filesystem::path write_key_file;   ///< what who changes articles must know; empty for none
    std::filesystem::path read_key_file;    ///< keys of those who may read; empty for everybody
    int rate = 0;                           ///< requests a second of a client; 0 for any
    int burst = 0;                          ///< at once; 0 for twice the rate
    std::vector<std::string> trusted_proxies;  ///< whose X-Forwarded-For counts
    int deadline_ms = 2'000;                   ///< for an answer; 0 for none
    std::filesystem::path access_log;  ///< a line for each request; "-" for stdout, empty: none
    std::filesystem::path empty_log;   ///< a line for each search without a result; likewise
    int slow_ms = 0;       ///< requests that take longer are told in the log; 0 for none
    int cache_mb = 32;     ///< of answers that are kept; 0 for none
    int postings_mb = 20;  ///< of posting lists that are kept unpacked; 0 for none
    bool metrics = false;  ///< /metrics is there, for whoever can reach the server
};

/// An option of the server, the same as a flag, as a variable and as a key of the file.
struct ServerOption {
    enum class Kind { text, texts, number, yes };

    std::string key;       ///< of the file
    std::string flag;      ///< "--cors"
    std::string variable;  ///< of the environment
    Kind kind;
    int most;  ///< of numbers, which begin at 0
    std::string help;
    /// Takes values that `set_option` has checked.
    std::function<void(ServerConfig&, const std::vector<std::string>&)> set;
};

/// All options there are.
const std::vector<ServerOption>& server_options();

/// Sets an option from its values as texts: one, or any number of `texts`. Throws
/// Error(invalid_parameter) that says where it was said (`where`), and what was expected.
void set_option(const ServerOption& option, const std::vector<std::string>& values,
                const std::string& where, ServerConfig& config);

/// Reads a TOML file into `config`. Throws Error(invalid_parameter) that names the file, the line,
/// the key and what was expected; an unknown key is refused.
void read_config_file(const std::filesystem::path& file, ServerConfig& config);

/// The keys of what differs between two configurations and cannot be changed in a running server.
std::vector<std::string> changes_for_restart(const ServerConfig& before, const ServerConfig& after);

/// Throws Error(invalid_parameter) for values that cannot work together.
void check_config(const ServerConfig& config);

}  // namespace kiosque::server
