#pragma once

#include <functional>

#include "server/config.hpp"

namespace kiosque::server {

/// Serves as `config` says, until SIGINT or SIGTERM; requests under way are finished. At SIGHUP
/// `read_config` gives the configuration anew; where that fails, or what it names does not work,
/// the one before stays in force. Throws Error for what keeps it from serving.
void serve(const ServerConfig& config, const std::function<ServerConfig()>& read_config);

/// Does what a start does with a configuration before it takes an address: reads the keys and the
/// synonyms, opens the logs. Throws Error for what keeps it from serving.
void try_config(const ServerConfig& config);

}  // namespace kiosque::server
