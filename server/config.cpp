#include "server/config.hpp"

#include <functional>
#include <map>

#include <toml.hpp>

#include "base/error.hpp"

namespace kiosque::server {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxPort = 65535;

[[noreturn]] void refuse(const fs::path& file, const toml::value& value, const std::string& key,
                         const std::string& expected) {
    throw Error(ErrorCode::invalid_parameter, key,
                file.string() + ":" + std::to_string(value.location().line()) + ": '" + key +
                    "' must be " + expected);
}

std::string text(const fs::path& file, const toml::value& value, const std::string& key) {
    if (!value.is_string()) refuse(file, value, key, "a text between quotes");
    return value.as_string().str;
}

using Setter = std::function<void(const fs::path&, const toml::value&, ServerConfig&)>;

/// What each key sets; the only list of keys there is.
const std::map<std::string, Setter>& setters() {
    static const std::map<std::string, Setter> all = {
        {"index", [](const auto& file, const auto& value,
                     auto& config) { config.index = text(file, value, "index"); }},
        {"host", [](const auto& file, const auto& value,
                    auto& config) { config.host = text(file, value, "host"); }},
        {"port",
         [](const auto& file, const auto& value, auto& config) {
             const bool fits =
                 value.is_integer() && value.as_integer() >= 0 && value.as_integer() <= kMaxPort;
             if (!fits) refuse(file, value, "port", "a whole number from 0 to 65535");
             config.port = static_cast<int>(value.as_integer());
         }},
        {"cors_origins",
         [](const auto& file, const auto& value, auto& config) {
             const std::string expected = "a list of texts such as [\"https://www.example.org\"]";
             if (!value.is_array()) refuse(file, value, "cors_origins", expected);
             config.cors_origins.clear();
             for (const auto& origin : value.as_array()) {
                 if (!origin.is_string()) refuse(file, value, "cors_origins", expected);
                 config.cors_origins.push_back(origin.as_string().str);
             }
         }},
        {"synonyms", [](const auto& file, const auto& value,
                        auto& config) { config.synonyms = text(file, value, "synonyms"); }},
        {"site_name", [](const auto& file, const auto& value,
                         auto& config) { config.site_name = text(file, value, "site_name"); }},
        {"write_key_file",
         [](const auto& file, const auto& value, auto& config) {
             config.write_key_file = text(file, value, "write_key_file");
         }},
    };
    return all;
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
        const auto setter = setters().find(key);
        if (setter == setters().end()) {
            std::string known;
            for (const auto& [name, unused] : setters()) {
                known += (known.empty() ? "" : ", ") + name;
            }
            throw Error(ErrorCode::invalid_parameter, key,
                        file.string() + ":" + std::to_string(value.location().line()) + ": '" +
                            key + "' is no key of the configuration, which has " + known);
        }
        setter->second(file, value, config);
    }
}

void check_config(const ServerConfig& config) {
    if (config.index.empty()) {
        throw Error(ErrorCode::invalid_parameter, "index",
                    "'index' must name the folder of an index (--index DIR), but is missing");
    }
    if (config.port < 0 || config.port > kMaxPort) {
        throw Error(ErrorCode::invalid_parameter, "port",
                    "'port' must be a whole number from 0 to 65535, but is '" +
                        std::to_string(config.port) + "'");
    }
    for (const auto& origin : config.cors_origins) {
        const bool is_origin =
            origin == "*" || origin.starts_with("https://") || origin.starts_with("http://");
        if (!is_origin || origin.ends_with('/')) {
            throw Error(ErrorCode::invalid_parameter, "cors_origins",
                        "'cors_origins' must name sites as browsers do (https://www.example.org, "
                        "no slash at the end) or be *, but has '" +
                            origin + "'");
        }
    }
}

}  // namespace kiosque::server
