#include <csignal>
#include <deque>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/version.hpp"
#include "base/error.hpp"
#include "base/log.hpp"
#include "server/config.hpp"
#include "server/serving.hpp"

namespace {

using namespace kiosque;

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
    std::signal(SIGHUP, SIG_IGN);  // until there is a configuration to be read again
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
    const auto read_config = [&] {
        // The file is read first, so that what is said elsewhere wins.
        server::ServerConfig config;
        if (!config_file.empty()) server::read_config_file(config_file, config);
        for (const auto& said : options) take(said, config);
        server::check_config(config);
        return config;
    };
    try {
        const server::ServerConfig config = read_config();
        if (only_checks) {
            server::try_config(config);
            std::cout << "The configuration can be served with.\n";
            return 0;
        }
        server::serve(config, read_config);
        return 0;
    } catch (const Error& error) {
        std::cerr << "kiosque-server: " << error.what() << "\n";
        return error.code() == ErrorCode::invalid_parameter ? 2 : 1;
    } catch (const std::exception& error) {
        std::cerr << "kiosque-server: " << error.what() << "\n";
        return 1;
    }
}
