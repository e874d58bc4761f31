#pragma once

#include <optional>
#include <string_view>

namespace kiosque::server {

/// A language that the pages speak.
enum class Language { french, english };

/// "fr" or "en".
std::string_view code_of(Language language);

/// The language of a code as `lang=` takes it.
std::optional<Language> language_of(std::string_view code);

/// The language that a reader's Accept-Language likes best; French when it names neither.
Language preferred_language(std::string_view accept_language);

}  // namespace kiosque::server
