#include "server/url_parameters.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace kiosque::server {
namespace {

std::string decoded(std::string_view text, char plus = ' ') {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size()) {
            unsigned char byte = 0;
            const char* end = text.data() + at + 3;
            const auto read = std::from_chars(text.data() + at + 1, end, byte, 16);
            if (read.ec == std::errc{} && read.ptr == end) {
                plain += static_cast<char>(byte);
                at += 2;
                continue;
            }
        }
        plain += text[at] == '+' ? plus : text[at];
    }
    return plain;
}

}  // namespace

std::string url_path(std::string_view target) {
    return decoded(target.substr(0, target.find_first_of("?#")), '+');
}

api::Parameters url_parameters(std::string_view target) {
    api::Parameters parameters;
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) return parameters;
    std::string_view rest = target.substr(mark + 1);
    rest = rest.substr(0, rest.find('#'));
    while (!rest.empty()) {
        const std::string_view row = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(row.size() + 1, rest.size()));
        if (row.empty()) continue;
        const std::size_t equals = std::min(row.find('='), row.size());
        parameters.emplace_back(decoded(row.substr(0, equals)),
                                decoded(row.substr(std::min(equals + 1, row.size()))));
    }
    return parameters;
}

}  // namespace kiosque::server
