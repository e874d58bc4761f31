#include "base/log.hpp"

#include <memory>
#include <string>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace kiosque {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> instance;
    return instance;
}

void write(spdlog::level::level_enum level, std::string_view message) {
    if (logger()) logger()->log(level, spdlog::string_view_t(message.data(), message.size()));
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
