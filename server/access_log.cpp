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
constexpr std::size_t kLongestMethod = 20;
/// Each line would tell of a full disk.
constexpr std::chrono::seconds kBetweenComplaints{10};

double milliseconds(std::chrono::microseconds time) {
    return static_cast<double>(time.count()) / 1000;
}

std::string line_of(const Exchange& exchange) {
    const Json json = {
        {"id", exchange.id},
        {"client", exchange.request.client},
        {"method", exchange.request.method.substr(0, kLongestMethod)},
        {"address", exchange.request.target.substr(0, kLongestTarget)},
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
        logger_.set_error_handler([this](const std::string& what) { complain(what); });
        // So that the last lines of a quiet server are there, too.
        logger_.flush_on(spdlog::level::info);
    }

    void write(const std::string& line) { logger_.info(line); }

private:
    static spdlog::sink_ptr made(const std::filesystem::path& file) {
        // The log would make folders that are missing, also those of a disk that is not there.
        const auto folder = file.has_parent_path() ? file.parent_path() : ".";
        if (!std::filesystem::is_directory(folder)) {
            throw Error(ErrorCode::io_failed, "cannot write the access log " + file.string() +
                                                  ": its folder does not exist");
        }
        try {
            if (file == "-") return std::make_shared<spdlog::sinks::stdout_sink_mt>();
            return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
        } catch (const spdlog::spdlog_ex& error) {
            throw Error(ErrorCode::io_failed, "cannot write the access log " + file.string() +
                                                  ": " + error.what() +
                                                  "; choose another with --access-log");
        }
    }

    void complain(const std::string& what) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        auto last = complained_.load();
        if (now - last < kBetweenComplaints) return;
        if (!complained_.compare_exchange_strong(last, now)) return;
        log_error("the access log cannot be written: " + what);
    }

    spdlog::logger logger_;
    std::atomic<std::chrono::steady_clock::duration> complained_{};
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
