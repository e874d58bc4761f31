#pragma once

#include <nlohmann/json_fwd.hpp>

#include "server/pages/layout.hpp"

namespace kiosque::server {

/// The hits of a search answer, in its order.
Html hit_list(const Visit& visit, const nlohmann::ordered_json& hits);

/// The string of a key, empty when it is null or missing.
std::string text_of(const nlohmann::ordered_json& object, const char* key);

/// <time>: a date in the reader's language.
Html time_element(Language language, const std::string& iso);

}  // namespace kiosque::server
