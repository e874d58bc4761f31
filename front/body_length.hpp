#pragma once

#include <cstddef>

#include "front/request_head.hpp"

namespace kiosque::front {

/// True when a body may follow the head: also one whose length cannot be told.
bool has_body(const RequestHead& head);

/// The bytes of the body that follows the head.
///
/// A body in chunks is not read: it would have to be held before anybody knows how long it gets.
/// Throws Error(length_missing) for one, and Error(malformed_request) for anything but one
/// Content-Length in digits: whoever stands before the server could read another length out of it.
std::size_t body_length(const RequestHead& head);

}  // namespace kiosque::front
