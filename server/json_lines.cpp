#include "server/json_lines.hpp"

#include <atomic>
#include <chrono>
#include <utility>

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/log.hpp"

namespace kiosque::server {
namespace {

/// Each line would tell of a full disk.
constexpr std::chrono::seconds kBetweenComplaints{10};

}  // namespace

class JsonLines::Sink {
public:
    Sink(const std::filesystem::path& file, std::string what)
        : what_(std::move(what)), logger_(what_, made(file, what_)) {
        logger_.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z",%v)");
        logger_.set_error_handler([this](const std::string& why) { complain(why); });
        // So that the last lines of a quiet server are there, too.
        logger_.flush_on(spdlog::level::info);
    }

    void write(const std::string& line) { logger_.info(line); }

private:
    static spdlog::sink_ptr made(const std::filesystem::path& file, const std::string& what) {
        // The log would make folders that are missing, also those of a disk that is not there.
        const auto folder = file.has_parent_path() ? file.parent_path() : ".";
        if (!std::filesystem::is_directory(folder)) {
            throw Error(ErrorCode::io_failed, "cannot write the " + what + " " + file.string() +
                                                  ": its folder does not exist");
        }
        try {
            if (file == "-") return std::make_shared<spdlog::sinks::stdout_sink_mt>();
            return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
        } catch (const spdlog::spdlog_ex& error) {
            throw Error(ErrorCode::io_failed, "cannot write the " + what + " " + file.string() +
                                                  ": " + error.what() + "; choose another file");
        }
    }

    void complain(const std::string& why) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        auto last = complained_.load();
        if (now - last < kBetweenComplaints) return;
        if (!complained_.compare_exchange_strong(last, now)) return;
        log_error("the " + what_ + " cannot be written: " + why);
    }

    std::string what_;
    spdlog::logger logger_;
    std::atomic<std::chrono::steady_clock::duration> complained_{};
};

JsonLines::JsonLines(const std::filesystem::path& file, const std::string& what)
    : sink_(std::make_unique<Sink>(file, what)) {}

JsonLines::~JsonLines() = default;

void JsonLines::write(const nlohmann::ordered_json& line) const noexcept {
    try {
        // Behind the time, which the log itself writes.
        sink_->write(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).substr(1));
    } catch (const std::exception& error) {
        log_error(std::string("a line of a log is lost: ") + error.what());
    }
}

}  // namespace kiosque::server
