#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "server/config.hpp"

namespace kiosque::server {
namespace {

using Values = std::vector<std::string>;
using Kind = ServerOption::Kind;

constexpr int kMaxPort = 65'535;
constexpr int kMaxThreads = 1'024;
constexpr int kMaxRate = 1'000'000;
constexpr int kMaxMegabytes = 100'000;
constexpr int kMaxMilliseconds = 3'600'000;

std::string expected_of(const ServerOption& option) {
    switch (option.kind) {
        case Kind::number:
            return "a whole number from 0 to " + std::to_string(option.most);
        case Kind::yes:
            return "true or false";
        case Kind::text:
        case Kind::texts:
            break;
    }
    return "a text that is not empty";
}

bool is_number_up_to(const std::string& text, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 0 &&
           number <= most;
}

bool is_fitting(const ServerOption& option, const std::string& value) {
    if (option.kind == Kind::number) return is_number_up_to(value, option.most);
    if (option.kind == Kind::yes) return value == "true" || value == "false";
    return !value.empty();
}

template <typename Member>
auto text_to(Member member) {
    return
        [member](ServerConfig& config, const Values& values) { config.*member = values.front(); };
}

auto number_to(int ServerConfig::*member) {
    return [member](ServerConfig& config, const Values& values) {
        config.*member = std::stoi(values.front());
    };
}

}  // namespace

const std::vector<ServerOption>& server_options() {
    using Config = ServerConfig;
    // clang-format off
    static const std::vector<ServerOption> all = {
        {"index", "--index", "KIOSQUE_INDEX", Kind::text, 0,
         "folder of the index", text_to(&Config::index)},
        {"host", "--host", "KIOSQUE_HOST", Kind::text, 0,
         "address to listen on (127.0.0.1; 0.0.0.0 for all, :: for IPv6, too)",
         text_to(&Config::host)},
        {"port", "--port", "KIOSQUE_PORT", Kind::number, kMaxPort,
         "port to listen on (8080; 0 for any)", number_to(&Config::port)},
        {"socket", "--socket", "KIOSQUE_SOCKET", Kind::text, 0,
         "Unix socket to listen on, in place of host and port", text_to(&Config::socket)},
        {"threads", "--threads", "KIOSQUE_THREADS", Kind::number, kMaxThreads,
         "that answer requests (0: one for each core)", number_to(&Config::threads)},
        {"cors_origins", "--cors", "KIOSQUE_CORS", Kind::texts, 0,
         "site that may read from a browser, or * for all (may be repeated)",
         [](Config& config, const Values& values) { config.cors_origins = values; }},
        {"site_name", "--site-name", "KIOSQUE_SITE_NAME", Kind::text, 0,
         "shown at the top of the page (Kiosque)", text_to(&Config::site_name)},
        {"synonyms", "--synonyms", "KIOSQUE_SYNONYMS", Kind::text, 0,
         "table of synonyms beside the product's (docs/synonyms.md)", text_to(&Config::synonyms)},
        {"write_key_file", "--write-key-file", "KIOSQUE_WRITE_KEY_FILE", Kind::text, 0,
         "file with the key for sending articles (docs/writing.md); without it, or the key in "
         "KIOSQUE_WRITE_KEY, none are taken", text_to(&Config::write_key_file)},
        {"read_key_file", "--read-key-file", "KIOSQUE_READ_KEY_FILE", Kind::text, 0,
         "file with a key on each line, one of which whoever reads must have; without it, or a key "
         "in KIOSQUE_READ_KEY, everybody reads", text_to(&Config::read_key_file)},
        {"rate", "--rate", "KIOSQUE_RATE", Kind::number, kMaxRate,
         "requests a second that a client may send in the long run (0: any)",
         number_to(&Config::rate)},
        {"burst", "--burst", "KIOSQUE_BURST", Kind::number, kMaxRate,
         "requests that a client may send at once (0: twice the rate)",
         number_to(&Config::burst)},
        {"trusted_proxies", "--trusted-proxy", "KIOSQUE_TRUSTED_PROXIES", Kind::texts, 0,
         "address or network of a proxy whose X-Forwarded-For counts, unix for those at the socket "
         "(may be repeated)",
         [](Config& config, const Values& values) { config.trusted_proxies = values; }},
        {"deadline_ms", "--deadline-ms", "KIOSQUE_DEADLINE_MS", Kind::number, kMaxMilliseconds,
         "milliseconds after which an answer says what was found until then (2000; 0: never)",
         number_to(&Config::deadline_ms)},
        {"access_log", "--access-log", "KIOSQUE_ACCESS_LOG", Kind::text, 0,
         "file that gets a line of JSON for each request, - for stdout (docs/operating.md)",
         text_to(&Config::access_log)},
        {"empty_log", "--empty-log", "KIOSQUE_EMPTY_LOG", Kind::text, 0,
         "file that gets a line of JSON for each search that found nothing, - for stdout",
         text_to(&Config::empty_log)},
        {"slow_ms", "--slow-ms", "KIOSQUE_SLOW_MS", Kind::number, kMaxMilliseconds,
         "milliseconds from which on a request is told as slow (0: none)",
         number_to(&Config::slow_ms)},
        {"cache_mb", "--cache-mb", "KIOSQUE_CACHE_MB", Kind::number, kMaxMegabytes,
         "megabytes of answers that are kept (32; 0 for none)", number_to(&Config::cache_mb)},
        {"postings_mb", "--postings-mb", "KIOSQUE_POSTINGS_MB", Kind::number, kMaxMegabytes,
         "megabytes of posting lists that are kept unpacked (20; 0 for none)",
         number_to(&Config::postings_mb)},
        {"metrics", "--metrics", "KIOSQUE_METRICS", Kind::yes, 0,
         "serve /metrics for Prometheus, to whoever can reach the server",
         [](Config& config, const Values& values) { config.metrics = values.front() == "true"; }},
    };
    // clang-format on
    return all;
}

void set_option(const ServerOption& option, const Values& values, const std::string& where,
                ServerConfig& config) {
    if (option.kind != Kind::texts && values.size() != 1) {
        throw Error(
            ErrorCode::invalid_parameter, option.key,
            where + " must be said once, but is said " + std::to_string(values.size()) + " times");
    }
    for (const auto& value : values) {
        if (is_fitting(option, value)) continue;
        throw Error(ErrorCode::invalid_parameter, option.key,
                    where + " must be " + expected_of(option) + ", but is '" + value + "'");
    }
    option.set(config, values);
}

}  // namespace kiosque::server
