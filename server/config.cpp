#include "server/config.hpp"

#include <algorithm>

#include <toml.hpp>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

namespace fs = std::filesystem;

using Kind = ServerOption::Kind;

/// How a value stands in TOML.
std::string expected_of(Kind kind) {
    switch (kind) {
        case Kind::number:
            return "a whole number";
        case Kind::yes:
            return "true or false";
        case Kind::texts:
            return "a list of texts such as [\"https://www.example.org\"]";
        case Kind::text:
            break;
    }
    return "a text between quotes";
}

bool is_of_kind(const toml::value& value, Kind kind) {
    switch (kind) {
        case Kind::number:
            return value.is_integer();
        case Kind::yes:
            return value.is_boolean();
        case Kind::text:
            return value.is_string();
        case Kind::texts:
            break;
    }
    return value.is_array() &&
           std::all_of(value.as_array().begin(), value.as_array().end(),
                       [](const toml::value& each) { return each.is_string(); });
}

std::vector<std::string> texts_of(const toml::value& value, Kind kind) {
    switch (kind) {
        case Kind::number:
            return {std::to_string(value.as_integer())};
        case Kind::yes:
            return {value.as_boolean() ? "true" : "false"};
        case Kind::text:
            return {value.as_string().str};
        case Kind::texts:
            break;
    }
    std::vector<std::string> texts;
    for (const auto& each : value.as_array()) texts.push_back(each.as_string().str);
    return texts;
}

const ServerOption& option_of(const std::string& key, const std::string& place) {
    std::vector<std::string> known;
    for (const auto& option : server_options()) {
        if (option.key == key) return option;
        known.push_back(option.key);
    }
    std::sort(known.begin(), known.end());
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::invalid_parameter, key,
                place + "'" + key + "' is no key of the configuration, which has " + list);
}

}  // namespace

void read_config_file(const fs::path& file, ServerConfig& config) {
    toml::value parsed;
    try {
        parsed = toml::parse(file.string());
    } catch (const toml::syntax_error& error) {
        throw Error(ErrorCode::invalid_parameter, "config",
                    file.string() + ":" + std::to_string(error.location().line()) +
                        " is no TOML: " + error.what());
    } catch (const std::exception& error) {
        throw Error(ErrorCode::io_failed, "cannot read " + file.string() + ": " + error.what());
    }
    for (const auto& [key, value] : parsed.as_table()) {
        const std::string place =
            file.string() + ":" + std::to_string(value.location().line()) + ": ";
        const ServerOption& option = option_of(key, place);
        const std::string where = place + "'" + key + "'";
        if (!is_of_kind(value, option.kind)) {
            throw Error(ErrorCode::invalid_parameter, key,
                        where + " must be " + expected_of(option.kind));
        }
        set_option(option, texts_of(value, option.kind), where, config);
    }
}

std::vector<std::string> changes_for_restart(const ServerConfig& before,
                                             const ServerConfig& after) {
    std::vector<std::string> keys;
    const auto compare = [&](const char* key, auto member) {
        if (before.*member != after.*member) keys.emplace_back(key);
    };
    compare("index", &ServerConfig::index);
    compare("host", &ServerConfig::host);
    compare("port", &ServerConfig::port);
    compare("socket", &ServerConfig::socket);
    compare("threads", &ServerConfig::threads);
    compare("synonyms", &ServerConfig::synonyms);
    compare("cache_mb", &ServerConfig::cache_mb);
    compare("postings_mb", &ServerConfig::postings_mb);
    compare("metrics", &ServerConfig::metrics);
    return keys;
}

void check_config(const ServerConfig& config) {
    if (config.index.empty()) {
        throw Error(ErrorCode::invalid_parameter, "index",
                    "'index' must name the folder of an index (--index DIR), but is missing");
    }
    for (const auto& origin : config.cors_origins) {
        const std::size_t name = origin.find("://");
        const bool is_origin =
            origin == "*" ||
            ((origin.starts_with("https://") || origin.starts_with("http://")) &&
             std::all_of(origin.begin() + static_cast<std::ptrdiff_t>(name) + 3, origin.end(),
                         [](char c) { return c > ' ' && c < '\x7f' && c != '/' && c != ','; }));
        if (!is_origin) {
            throw Error(ErrorCode::invalid_parameter, "cors_origins",
                        "'cors_origins' must name sites as browsers do (https://www.example.org, "
                        "no slash at the end) or be *, but has '" +
                            origin + "'");
        }
    }
}

}  // namespace kiosque::server
