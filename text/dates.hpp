#pragma once

#include <optional>
#include <string_view>

#include "base/article.hpp"

namespace kiosque::text {

/// The day that an article's metadata names, or nothing when `text` names none.
///
/// Takes ISO 8601 days and instants ("2024-07-03", "2024-07-03T23:30:00Z", "20240703"; an instant
/// with an offset is moved to Paris), RFC 2822 ("Wed, 03 Jul 2024 10:00:00 +0200"), French days
/// ("3 juillet 2024", "mercredi 1er juin 2024 à 10h", "03/07/2024", "03.07.2024": day first).
/// A day that the calendar does not have ("2024-02-30") is nothing; so are years before 1000.
std::optional<Day> parse_article_date(std::string_view text);

}  // namespace kiosque::text
