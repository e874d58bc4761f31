#include "server/access_log.hpp"

#include <atomic>
#include <chrono>
#include <string>

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/log.hpp"

namespace kiosque::server {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestTarget = 2'000;
constexpr std::chrono::seconds kBetweenFlushes{1};

double milliseconds(std::chrono::microseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

std::string line_of(const Exchange& exchange) {
    const Json json = {
        {"id", exchange.id},
        {"client", exchange.request.client},
        {"method", exchange.request.method},
        {"address", exchange.target.substr(0, kLongestTarget)},
        {"status", exchange.status},
        {"bytes", exchange.bytes},
        {"waited_ms", milliseconds(exchange.waited)},
        {"took_ms", milliseconds(exchange.worked)},
    };
    // Behind the time, which the log itself writes.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace).substr(1);
}

}  // namespace

class AccessLog::Sink {
public:
    explicit Sink(const std::filesystem::path& file) : logger_("access", made(file)) {
        logger_.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z",%v)");
        logger_.set_error_handler([](const std::string& what) {
            log_error("the access log cannot be written: " + what);
        });
    }

    void write(const std::string& line) {
        logger_.info(line);
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        auto last = flushed_.load();
        if (now - last > kBetweenFlushes && flushed_.compare_exchange_strong(last, now)) {
            logger_.flush();
        }
    }

private:
    static spdlog::sink_ptr made(const std::filesystem::path& file) {
        try {
            if (file == "-") return std::make_shared<spdlog::sinks::stdout_sink_mt>();
            return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
        } catch (const spdlog::spdlog_ex& error) {
            throw Error(ErrorCode::io_failed, "cannot write the access log " + file.string() +
                                                  ": " + error.what() +
                                                  "; choose another with --access-log");
        }
    }

    spdlog::logger logger_;
    std::atomic<std::chrono::steady_clock::duration> flushed_{};
};

AccessLog::AccessLog(const std::filesystem::path& file) : sink_(std::make_unique<Sink>(file)) {}

AccessLog::~AccessLog() = default;

void AccessLog::write(const Exchange& exchange) const noexcept {
    try {
        sink_->write(line_of(exchange));
    } catch (const std::exception& error) {
        log_error(std::string("a line of the access log is lost: ") + error.what());
    }
}

}  // namespace kiosque::server
