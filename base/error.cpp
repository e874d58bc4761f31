#include "base/error.hpp"

#include <string_view>
#include <utility>

namespace kiosque {
namespace {

std::string without_nul(std::string message) {
    constexpr std::string_view kSymbol = "\u2400";
    for (std::size_t at = 0; (at = message.find('\0', at)) != std::string::npos;) {
        message.replace(at, 1, kSymbol);
    }
    return message;
}

}  // namespace

Error::Error(ErrorCode code, const std::string& message)
    : std::runtime_error(without_nul(message)), code_(code) {}

Error::Error(ErrorCode code, std::string parameter, const std::string& message)
    : std::runtime_error(without_nul(message)), code_(code), parameter_(std::move(parameter)) {}

}  // namespace kiosque
