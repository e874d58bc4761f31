#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kiosque::server {

/// How the server is set up: flag over configuration file over default. README.md tells the same.
struct ServerConfig {
    std::filesystem::path index;     ///< no default: serving the wrong index is worse than none
    std::string host = "127.0.0.1";  ///< "0.0.0.0" lets other machines in
    int port = 8080;                 ///< 0 takes any free port; the log says which
    std::vector<std::string> cors_origins;  ///< sites that may read from a browser; "*" for all
    std::string site_name = "Kiosque";      ///< the name that the page shows
    std::filesystem::path synonyms;         ///< a table beside the product's; empty for none
    std::filesystem::path write_key_file;   ///< what who changes articles must know; empty for none
};

/// Reads a TOML file into `config`. Throws Error(invalid_parameter) that names the file, the line,
/// the key and what was expected; an unknown key is refused.
void read_config_file(const std::filesystem::path& file, ServerConfig& config);

/// Throws Error(invalid_parameter) for values that cannot work together.
void check_config(const ServerConfig& config);

}  // namespace kiosque::server
