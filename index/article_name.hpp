#pragma once

#include <string>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::index {

/// What the inbox calls the file of an id: 32 hexadecimal digits, so that any id makes a good name.
std::string name_of_id(std::string_view id);

/// The id of an article that declares none: "a-" and 16 hexadecimal digits, made of everything else
/// that it says, so that the same article sent again is no second one.
std::string id_of_content(Article article);

}  // namespace kiosque::index
