#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "indexer/run_options.hpp"

namespace kiosque::indexer {

/// What the program is to do.
enum class Command { index, watch, merge, list, verify, roll_back, analyze };

/// The command line of kiosque-index, checked.
struct CommandLine {
    Command command = Command::index;
    RunOptions run;
    std::optional<std::filesystem::path> canaries;
    std::optional<std::string> roll_back_to;
    std::string sample;  ///< to analyze
};

/// Nothing, and `exit_code` set, when the program has said what there was to say (--help) or the
/// options are wrong, which it has told.
std::optional<CommandLine> parse_command_line(int argc, char** argv, int& exit_code);

}  // namespace kiosque::indexer
