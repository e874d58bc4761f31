#include "base/log.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace kiosque {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> instance;
    return instance;
}

/// Without control characters: what is logged of a request could otherwise end the line, and write
/// one of its own.
std::string on_one_line(std::string_view message) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string line;
    for (const char byte : message) {
        const auto code = static_cast<unsigned char>(byte);
        if (code >= 0x20 && code != 0x7f) {
            line += byte;
        } else {
            line += {'\\', 'x', kDigits[code >> 4U], kDigits[code & 15U]};
        }
    }
    return line;
}

void write(spdlog::level::level_enum level, std::string_view message) {
    if (logger()) logger()->log(level, on_one_line(message));
}

}  // namespace

void start_log(std::string_view program) {
    logger() = spdlog::stderr_color_mt(std::string(program));
    logger()->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %n: %v");
    logger()->flush_on(spdlog::level::info);
}

void log_info(std::string_view message) {
    write(spdlog::level::info, message);
}
void log_warning(std::string_view message) {
    write(spdlog::level::warn, message);
}
void log_error(std::string_view message) {
    write(spdlog::level::err, message);
}

}  // namespace kiosque
