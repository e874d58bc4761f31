#include "base/error.hpp"

#include <utility>

namespace kiosque {

Error::Error(ErrorCode code, const std::string& message)
    : std::runtime_error(message), code_(code) {}

Error::Error(ErrorCode code, std::string parameter, const std::string& message)
    : std::runtime_error(message), code_(code), parameter_(std::move(parameter)) {}

}  // namespace kiosque
