#pragma once

#include <string>

#include "base/recently_used.hpp"

namespace kiosque::api {

/// The text of an answer around the time that it took, which is that of each request.
struct KeptAnswer {
    std::string before;
    std::string behind;
};

/// The answers that were asked for lately.
using AnswerCache = RecentlyUsed<KeptAnswer>;

}  // namespace kiosque::api
