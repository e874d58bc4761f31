#pragma once

#include <string>

#include "search/relaxation.hpp"
#include "search/understood_query.hpp"

namespace kiosque::search {

/// What was understood, in French, near to how one would type it: "énergie ET « communauté de
/// destin » SAUF gaz", "ONU (ou « Nations unies ») ET titre:paix", "train OU gazoduc" when any word
/// will do.
std::string echo_query(const UnderstoodQuery& query, Wanted wanted = Wanted::all,
                       const std::vector<bool>& is_absent = {});

}  // namespace kiosque::search
