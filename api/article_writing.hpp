#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "api/request.hpp"
#include "base/article.hpp"

/// From the body of a request to checked articles. No socket, no index.
namespace kiosque::api {

inline constexpr std::size_t kMaxBodyBytes = std::size_t{16} << 20U;
inline constexpr std::size_t kMaxArticles = 1'000;   ///< of one request
inline constexpr std::size_t kMaxBodyProblems = 20;  ///< that a refusal names; it counts all

enum class BodyFormat { json, json_lines, html };

/// An article that may be stored: it has an id, a title and a body with words, as one out of a file
/// has (reading/).
struct ArticleToWrite {
    Article article;
    std::vector<std::string> warnings;  ///< what could not be used of it, such as a date
};

/// What the body is, by the Content-Type of the request; `for_one_article` leaves JSON Lines out.
/// Throws Error(unsupported_body) that says what is taken, also for a Content-Encoding and for JSON
/// in another charset than UTF-8.
BodyFormat body_format(const Request& request, bool for_one_article);

/// The id that an address names, as an index keeps it: in NFC, without spaces around it. Throws
/// Error(invalid_parameter) for what cannot be one.
std::string id_of_address(const std::string& id);

/// The one article of a body, whose id is `id`. The article may name it, too, but no other.
/// Throws RefusedBody.
ArticleToWrite read_one_article(const Request& request, const std::string& id);

/// The articles of a body, all of them or none, in their order. One that names no id gets one by
/// what it says. Throws RefusedBody that tells the first problems, each with its line: what is no
/// article, and an id that an earlier line has; Error(body_too_large) for more than kMaxArticles.
std::vector<ArticleToWrite> read_articles(const Request& request);

}  // namespace kiosque::api
