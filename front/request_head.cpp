#include "front/request_head.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"

namespace kiosque::front {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

[[noreturn]] void malformed(const std::string& what) {
    throw Error(ErrorCode::malformed_request, "the request is no HTTP/1.1: " + what);
}

char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

bool is_same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool is_alphanumeric(char byte) {
    return (lower(byte) >= 'a' && lower(byte) <= 'z') || (byte >= '0' && byte <= '9');
}

bool is_of_token(char byte) {
    return is_alphanumeric(byte) ||
           (byte != '\0' &&
            std::string_view("!#$%&'*+-.^_`|~").find(byte) != std::string_view::npos);
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_of_token);
}

bool is_control(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code < 0x20 || code == 0x7F;
}

std::string_view without_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// True when a value, a list with commas, names `token`.
bool lists(std::string_view value, std::string_view token) {
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size());
        if (is_same(without_blanks(value.substr(0, comma)), token)) return true;
        value.remove_prefix(std::min(comma + 1, value.size()));
    }
    return false;
}

void check_target(std::string_view target) {
    if (target.size() > HeadLimits::kTargetBytes) {
        throw Error(ErrorCode::address_too_long, "the address of the request is longer than " +
                                                     std::to_string(HeadLimits::kTargetBytes) +
                                                     " bytes");
    }
    if (target.empty() || target.front() != '/') {
        malformed("its address must begin with '/'");
    }
    if (std::any_of(target.begin(), target.end(), is_control)) {
        malformed("its address holds a control character");
    }
}

/// The path of an address that names the server, too, as proxies are sent ("http://host/path").
std::string_view without_server(std::string_view target) {
    constexpr std::string_view kScheme = "http://";
    if (!is_same(target.substr(0, kScheme.size()), kScheme)) return target;
    const std::size_t path = target.find_first_of("/?", kScheme.size());
    if (path == std::string_view::npos) return "/";
    return target[path] == '/' ? target.substr(path) : std::string_view();
}

/// Reads "GET /path HTTP/1.1"; gives back whether it is of version 1.1.
bool read_request_line(std::string_view line, RequestHead& head) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        malformed("its first line must be METHOD ADDRESS HTTP/1.1");
    }
    head.method = line.substr(0, first);
    head.target = without_server(line.substr(first + 1, last - first - 1));
    const std::string_view version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        malformed("its first line must end with HTTP/1.1 or HTTP/1.0");
    }
    if (!is_token(head.method)) malformed("its method is no word");
    // What is asked of the server as a whole (RFC 9112, 3.2.4).
    const bool is_of_server = head.method == "OPTIONS" && head.target == "*";
    if (!is_of_server) check_target(head.target);
    if (head.target.find(' ') != std::string_view::npos) malformed("its address holds a blank");
    return version == "HTTP/1.1";
}

Header read_header(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t') malformed("a header goes on in a second line");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) malformed("a header has no ':'");
    const Header header = {line.substr(0, colon), without_blanks(line.substr(colon + 1))};
    if (!is_token(header.name)) malformed("the name of a header is no word");
    const bool is_clean = std::none_of(header.value.begin(), header.value.end(),
                                       [](char byte) { return is_control(byte) && byte != '\t'; });
    if (!is_clean) malformed("a header holds a control character");
    return header;
}

void understand(RequestHead& head, bool is_newer) {
    head.keeps_alive = is_newer;
    for (const auto value : head.values("Connection")) {
        if (lists(value, "close")) head.keeps_alive = false;
    }
    head.is_chunked = !head.values("Transfer-Encoding").empty();
    for (const auto value : head.values("Expect")) {
        head.waits_for_go = head.waits_for_go || (is_newer && is_same(value, "100-continue"));
    }
    const std::size_t hosts = head.values("Host").size();
    if (hosts > 1 || (is_newer && hosts == 0)) {
        malformed("it must have one header Host, but has " + std::to_string(hosts));
    }
}

}  // namespace

std::vector<std::string_view> RequestHead::values(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const auto& header : headers) {
        if (is_same(header.name, name)) found.push_back(header.value);
    }
    return found;
}

std::string_view RequestHead::value(std::string_view name) const {
    const auto found = values(name);
    return found.size() == 1 ? found.front() : std::string_view();
}

std::optional<RequestHead> read_head(std::string_view bytes) {
    RequestHead head;
    bool is_newer = false;
    // An empty line before a request is what some clients send behind a body (RFC 9112, 2.2).
    std::size_t at = bytes.starts_with(kLineEnd) ? kLineEnd.size() : 0;
    for (bool is_first = true;; is_first = false) {
        const std::size_t end = bytes.find(kLineEnd, at);
        const std::string_view line = bytes.substr(at, end - at);
        // A bare CR or LF is an end of the line for some servers and none for others.
        const std::string_view whole = end == std::string_view::npos && line.ends_with('\r')
                                           ? line.substr(0, line.size() - 1)
                                           : line;
        if (whole.find_first_of("\r\n") != std::string_view::npos) {
            malformed("a line must end with CR and LF");
        }
        if (std::min(end, bytes.size()) > HeadLimits::kBytes) {
            if (is_first && line.size() > HeadLimits::kTargetBytes) {
                throw Error(ErrorCode::address_too_long,
                            "the address of the request is longer than " +
                                std::to_string(HeadLimits::kTargetBytes) + " bytes");
            }
            throw Error(ErrorCode::head_too_large, "the headers of the request are larger than " +
                                                       std::to_string(HeadLimits::kBytes) +
                                                       " bytes");
        }
        if (end == std::string_view::npos) return {};
        at = end + kLineEnd.size();
        if (is_first) {
            is_newer = read_request_line(line, head);
        } else if (line.empty()) {
            head.bytes = at;
            understand(head, is_newer);
            return head;
        } else {
            head.headers.push_back(read_header(line));
            if (head.headers.size() > HeadLimits::kHeaders) {
                throw Error(ErrorCode::head_too_large, "the request has more than " +
                                                           std::to_string(HeadLimits::kHeaders) +
                                                           " headers");
            }
        }
    }
}

}  // namespace kiosque::front
