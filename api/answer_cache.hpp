#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "api/request.hpp"
#include "base/recently_used.hpp"

namespace kiosque::api {

/// A request, and the text of its answer around the time that it took, which is that of each
/// request.
struct KeptAnswer {
    std::string path;
    Parameters parameters;
    std::string before;
    std::string behind;
    std::optional<std::size_t> total;  ///< articles that a search found
};

/// The answers that were asked for lately.
using AnswerCache = RecentlyUsed<KeptAnswer>;

}  // namespace kiosque::api
