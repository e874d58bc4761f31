#include "api/parameter_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/utf8.hpp"

namespace kiosque::api {
namespace {

constexpr std::size_t kMaxShownValue = 100;  ///< bytes of a wrong value that a message repeats

std::string hexadecimal(unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

void check_utf8(const std::string& name, std::string_view value) {
    if (is_valid_utf8(value)) return;
    std::size_t at = 0;
    while (is_valid_utf8(value.substr(at, decode_utf8(value, at).bytes))) {
        at += decode_utf8(value, at).bytes;
    }
    throw Error(ErrorCode::invalid_parameter, name,
                "'" + name + "' must be UTF-8, but has the byte " +
                    hexadecimal(static_cast<unsigned char>(value[at])) + " at position " +
                    std::to_string(at));
}

}  // namespace

void refuse(const std::string& name, const std::string& expected, std::string_view value) {
    std::string shown(cut_utf8(value, kMaxShownValue));
    if (shown.size() < value.size()) shown += "…";
    throw Error(ErrorCode::invalid_parameter, name,
                "'" + name + "' must be " + expected + ", but is '" + shown + "'");
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::size_t whole_number(const std::string& name, std::string_view value, std::size_t lowest,
                         std::size_t highest) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool is_whole = error == std::errc{} && end == value.data() + value.size();
    if (!is_whole || number < lowest || number > highest) {
        refuse(name,
               "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest),
               value);
    }
    return number;
}

ParameterReader::ParameterReader(const Parameters& parameters) : parameters_(parameters) {
    for (const auto& [name, value] : parameters) {
        if (!is_valid_utf8(name)) {
            throw Error(ErrorCode::invalid_parameter,
                        "the name of a parameter must be UTF-8, but one is not");
        }
        check_utf8(name, value);
    }
}

std::optional<std::string> ParameterReader::once(const std::string& name) {
    known_.push_back(name);
    std::optional<std::string> found;
    for (const auto& [given, value] : parameters_) {
        if (given != name) continue;
        if (found) {
            throw Error(ErrorCode::invalid_parameter, name,
                        "'" + name + "' may be given once, but is given again as '" + value + "'");
        }
        found = value;
    }
    return found;
}

Parameters ParameterReader::with_prefix(std::string_view prefix) {
    known_prefixes_.emplace_back(prefix);
    Parameters found;
    for (const auto& row : parameters_) {
        if (row.first.starts_with(prefix)) found.push_back(row);
    }
    return found;
}

void ParameterReader::expect_nothing_else() const {
    for (const auto& row : parameters_) {
        const std::string& given = row.first;
        const auto has_prefix = [&](const auto& prefix) { return given.starts_with(prefix); };
        if (std::find(known_.begin(), known_.end(), given) != known_.end() ||
            std::any_of(known_prefixes_.begin(), known_prefixes_.end(), has_prefix)) {
            continue;
        }
        std::vector<std::string> names = known_;
        for (const auto& prefix : known_prefixes_) names.push_back(prefix + "NAME");
        throw Error(ErrorCode::invalid_parameter, given,
                    "'" + std::string(cut_utf8(given, kMaxShownValue)) +
                        "' is no parameter of this address, which takes " +
                        (names.empty() ? "none" : joined(names)));
    }
}

}  // namespace kiosque::api
